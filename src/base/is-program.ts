/** Extensions that Windows, macOS, Linux or Android run, or that hand code to something that runs it. */
const programExtensions: ReadonlySet<string> = new Set(
  [
    'exe com scr pif cpl msi msp mst msix msixbundle appx appxbundle appinstaller application gadget',
    'bat cmd ps1 psm1 psd1 ps1xml vb vbs vbe js jse mjs cjs ws wsf wsh wsc sct hta msc reg inf lnk url',
    'scf chm hlp dll drv ocx xll jar jnlp class settingcontent-ms',
    'app pkg mpkg command terminal action workflow tool scpt applescript',
    'sh bash zsh fish csh ksh run elf appimage deb rpm snap flatpakref desktop',
    'py pyw pyc pyz rb pl php apk aab ipa xapk crx xpi vsix docm dotm xlsm xltm xlam pptm ppam ppsm',
  ]
    .join(' ')
    .split(' '),
);

/** Whether opening a file of this name runs it or something in it. Says nothing about what it does. */
export function isProgram(name: string): boolean {
  // Windows drops dots and blanks at the end: "setup.exe. " is saved as setup.exe.
  const kept = name.replace(/[\s.]+$/u, '');
  const dot = kept.lastIndexOf('.');
  return dot >= 0 && programExtensions.has(kept.slice(dot + 1).toLowerCase());
}
