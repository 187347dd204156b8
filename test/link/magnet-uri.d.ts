declare module 'magnet-uri' {
  export default function decode(uri: string): {
    infoHash?: string;
    xt?: string | string[];
    dn?: string;
    xl?: string;
    xs?: string | string[];
    announce: string[];
    urlList: string[];
  };
}
