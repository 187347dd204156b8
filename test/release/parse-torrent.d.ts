declare module 'parse-torrent' {
  export default function parseTorrent(bytes: Uint8Array): Promise<{
    infoHash: string;
    name: string;
    length: number;
    pieceLength: number;
    pieces: string[];
    announce: string[];
    urlList: string[];
    createdBy?: string;
    created?: Date;
  }>;
}
