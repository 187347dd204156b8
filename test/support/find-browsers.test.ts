import { describe, expect, it } from 'vitest';
import { browserPaths, howToInstall } from '../../tools/find-browsers.js';

describe('browserPaths', () => {
  it('takes the path in the environment and nothing else', () => {
    const environment = { FIREFOX_PATH: '/opt/fé x/firefox', PATH: '/usr/bin' };
    expect(browserPaths('firefox', 'linux', environment, '/root')).toEqual(['/opt/fé x/firefox']);
  });

  it('looks along the PATH first, command by command', () => {
    const paths = browserPaths('chromium', 'linux', { PATH: '/a::/b' }, '/root');
    expect(paths.slice(0, 3)).toEqual(['/a/chromium', '/b/chromium', '/a/chromium-browser']);
    expect(paths).toContain('/opt/google/chrome/chrome');
  });

  it.each([
    ['darwin', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['darwin', '/Users/é/Applications/Chromium.app/Contents/MacOS/Chromium'],
    ['win32', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'],
  ] as const)('knows where %s keeps it: %s', (platform, expected) => {
    const environment = { 'ProgramFiles(x86)': 'C:\\Program Files (x86)' };
    expect(browserPaths('chromium', platform, environment, '/Users/é')).toContain(expected);
  });

  it('knows where Debian keeps WebKit’s MiniBrowser, whatever its version', () => {
    expect(browserPaths('webkit', 'linux', {}, '/root')).toContain(
      '/usr/lib/*/webkit2gtk-4.*/MiniBrowser',
    );
    const chosen = { WEBKIT_PATH: '/opt/MiniBrowser' };
    expect(browserPaths('webkit', 'linux', chosen, '/root')).toEqual(['/opt/MiniBrowser']);
  });

  it('needs no PATH', () => {
    expect(browserPaths('firefox', 'win32', {}, '')).toEqual([]);
  });
});

describe('howToInstall', () => {
  it('names a package and the variable that overrules the search', () => {
    expect(howToInstall('firefox')).toMatch(/firefox-esr.*FIREFOX_PATH/);
    expect(howToInstall('webkit')).toMatch(/webkit2gtk-driver.*WEBKIT_PATH/);
    expect(howToInstall('chromium')).toMatch(/chromium.*CHROMIUM_PATH/);
  });
});
