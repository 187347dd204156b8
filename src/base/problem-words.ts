import type { ProblemCode } from './problem';

/** What a person reads: what happened, and what to do about it. */
export interface ProblemWords {
  /** Without a full stop. */
  readonly title: string;
  /** Whole sentences. */
  readonly advice: string;
}

const askForLink = 'Ask for the link again, and copy it whole.';
const askPublisher = 'Tell whoever made the link; a new link is needed.';
const goesOn = 'The file still comes from the other sources.';

/** Words for every code; a code without words does not compile. */
export const problemWords: Readonly<Record<ProblemCode, ProblemWords>> = {
  'page/framed': {
    title: 'This page is shown inside another one',
    advice: 'Open it in a tab of its own, so that nothing can be laid over its buttons.',
  },
  'page/insecure': {
    title: 'This page came over an insecure connection',
    advice: 'Open it with https:// at the beginning of its address.',
  },
  'page/bad-site-file': {
    title: 'This site is not set up completely',
    advice: 'Its site.json can’t be used. Tell the people who run the site.',
  },
  'link/not-a-share-link': {
    title: 'This is not a share link',
    advice: `A share link has “#magnet:?” in it. ${askForLink}`,
  },
  'link/too-long': { title: 'This link is too long', advice: askForLink },
  'link/no-info-hash': {
    title: 'The link does not say which torrent it is for',
    advice: `Its “xt=urn:btih:” part is missing. ${askForLink}`,
  },
  'link/bad-info-hash': {
    title: 'The link’s info hash is damaged',
    advice: `An info hash has 40 hexadecimal digits. ${askForLink}`,
  },
  'link/bad-digest': {
    title: 'The checksum in the link is damaged',
    advice: `It has the wrong length, or characters that no checksum has. ${askForLink}`,
  },
  'link/bad-size': { title: 'The file size in the link is damaged', advice: askForLink },
  'link/bad-piece-length': { title: 'The piece length in the link is damaged', advice: askForLink },
  'link/bad-info': { title: 'The piece list in the link is damaged', advice: askForLink },
  'release/bad-metadata': {
    title: 'The torrent’s description of the file is malformed',
    advice: `Nothing was taken from it. ${askPublisher}`,
  },
  'release/wrong-metadata': {
    title: 'A piece list that does not belong to this link was refused',
    advice: 'Try again; another source may have the right one.',
  },
  'release/several-files': {
    title: 'This torrent has several files',
    advice: 'This page handles one file at a time. A desktop BitTorrent program can open the link.',
  },
  'release/size-conflict': {
    title: 'The link and the torrent name different sizes',
    advice: `One of them is wrong, so nothing was fetched. ${askPublisher}`,
  },
  'release/empty': {
    title: 'This release is an empty file',
    advice: 'There is nothing to fetch.',
  },
  'swarm/engine': {
    title: 'The transfer stopped unexpectedly',
    advice: 'What has arrived is kept. Try again.',
  },
  'swarm/already-here': {
    title: 'This page is already passing this file on',
    advice: 'Open the link in another tab or another browser to receive it there.',
  },
  'swarm/no-source': {
    title: 'Nobody who has this file can be reached',
    advice: 'The link names no tracker and no mirror that can be used. Ask for another link.',
  },
  'swarm/no-webrtc': {
    title: 'This browser can’t talk to peers',
    advice:
      'WebRTC is missing or switched off here. The file can come from mirrors only; if there are none, use another browser.',
  },
  'swarm/no-metadata': {
    title: 'The piece list has not been found yet',
    advice: 'Nobody who has it is online at the moment. Leave the page open, or try again later.',
  },
  'swarm/tracker': {
    title: 'The tracker can’t be reached',
    advice: 'Without it no new peers are found. The page goes on trying.',
  },
  'swarm/offline': {
    title: 'This device is offline',
    advice: 'What has arrived is kept. The page goes on by itself once there is a network again.',
  },
  'swarm/nobody-there': {
    title: 'Nobody else is here at the moment',
    advice:
      'The tracker knows of no one who has this file open. Leave the page open, or ask the publisher to open theirs.',
  },
  'swarm/no-connection': {
    title: 'There are peers, but no connection to them succeeds',
    advice:
      'A firewall, a VPN or the kind of network may be in the way (NAT). Another network may help. The page goes on trying.',
  },
  'swarm/peers-lack': {
    title: 'The connected peers have nothing that is missing here',
    advice:
      'They are waiting for the same pieces. It goes on when somebody with the whole file comes online.',
  },
  'swarm/mirrors-fail': {
    title: 'No mirror can be used at the moment',
    advice:
      'The page goes on trying those that may come back. Another link may have other mirrors.',
  },
  'swarm/only-wrong-bytes': {
    title: 'Every source so far sent wrong bytes',
    advice:
      'They were thrown away, and nothing more is asked there. It goes on when an honest source comes; ask for another link if none does.',
  },
  'swarm/mirror-unreachable': {
    title: 'A mirror can’t be reached',
    advice: `It is down, or does not let other sites’ pages read it (CORS). ${goesOn}`,
  },
  'swarm/mirror-status': { title: 'A mirror refused the request', advice: goesOn },
  'swarm/mirror-no-ranges': {
    title: 'A mirror can’t send parts of a file',
    advice: `It does not answer range requests. ${goesOn}`,
  },
  'swarm/mirror-wrong-length': {
    title: 'A mirror has a file of another size',
    advice: `It was refused. ${goesOn}`,
  },
  'swarm/mirror-wrong-bytes': {
    title: 'A mirror sent wrong bytes',
    advice: `They were thrown away. ${goesOn}`,
  },
  'swarm/mirror-timeout': { title: 'A mirror took too long to answer', advice: goesOn },
  'pieces/unavailable': {
    title: 'This browser does not let the page store anything',
    advice: 'Private windows and strict settings do that. Open the link in a normal window.',
  },
  'pieces/full': {
    title: 'There is no room left for this file',
    advice:
      'Make room on the disk or in the browser’s storage, then try again. What has arrived is kept.',
  },
  'pieces/write-failed': {
    title: 'A piece could not be stored',
    advice: 'Try again. If that does not help, restart the browser; what has arrived is kept.',
  },
  'pieces/read-failed': {
    title: 'A stored piece could not be read',
    advice: 'Try again; pieces that are missing or damaged are fetched anew.',
  },
  'check/worker': {
    title: 'Computing the checksum failed',
    advice: 'Try again. Closing other tabs may help when memory is short.',
  },
  'check/empty': {
    title: 'There is no checksum in this text',
    advice: 'Paste the checksum, or the whole checksum file, from the distributor’s page.',
  },
  'check/too-long': {
    title: 'This text is too long for a checksum list',
    advice: 'Paste only the line for this file.',
  },
  'check/unreadable-file': {
    title: 'The browser can’t read this file',
    advice: 'It may have been changed, moved or be a folder. Choose it again, or take it away.',
  },
  'check/bring-again': {
    title: 'This was brought before the page was loaded again',
    advice: 'What is in it was not kept. Bring it again, or take it away.',
  },
  'check/not-a-checksum': {
    title: 'This is not a checksum',
    advice:
      'A SHA-256 has 64 hexadecimal digits: 0 to 9 and a to f. Copy it from the distributor’s page.',
  },
  'check/cut-short': {
    title: 'This checksum is incomplete',
    advice:
      'Only the whole of it can be compared. Copy it again, from the first digit to the last.',
  },
  'check/unknown-kind': {
    title: 'This kind of checksum can’t be computed here',
    advice:
      'Nearly all that are in use can be. Look for a SHA-256 or a SHA-512 on the distributor’s page.',
  },
  'check/mixed-alphabet': {
    title: 'This checksum has characters that only look right',
    advice: 'Some are from another alphabet. Copy it again from the distributor’s page.',
  },
  'check/other-file': {
    title: 'This is the checksum of a file with another name',
    advice: 'Look for the line with this file’s own name.',
  },
  'check/not-in-list': {
    title: 'This file is not in the list',
    advice: 'No line has its name. Look for the list that belongs to this file and version.',
  },
  'check/conflict': {
    title: 'There are two different checksums for a file of this name',
    advice:
      'If files in several folders have this name, paste only the line of the right folder. Otherwise find out which checksum is the distributor’s, and paste that one alone.',
  },
  'check/bad-signature': {
    title: 'The signature does not fit',
    advice:
      'Either the list or the signature was changed after it was signed. Get both again from the distributor’s page.',
  },
  'check/expired-key': {
    title: 'The signature or its key is out of date',
    advice:
      'It was only meant to count until a certain day. Look for a newer list or key on the distributor’s page.',
  },
  'check/revoked-key': {
    title: 'The owner of this key has withdrawn it',
    advice:
      'Somebody else may be able to sign with it. Look for the distributor’s new key, and a list signed with that.',
  },
  'check/unknown-key': {
    title: 'It is not known here whose signature this is',
    advice: 'Get the distributor’s public key from their own page, and bring it here too.',
  },
  'check/weak-signature': {
    title: 'This signature can be forged',
    advice:
      'It was made in a way that is no longer hard to imitate. Look for a newer signature on the distributor’s page.',
  },
  'check/unreadable-signature': {
    title: 'This signature can’t be read',
    advice: 'It may be cut short. Get it again from the distributor’s page.',
  },
  'check/unreadable-key': {
    title: 'This key can’t be read',
    advice: 'It may be cut short. Get it again from the distributor’s page.',
  },
  'check/list-differs': {
    title: 'This is not the list that was signed',
    advice:
      'It was changed, or belongs to another version. Get the list and the signed list again, at the same time.',
  },
  'check/list-missing': {
    title: 'The list that this signature belongs to is missing',
    advice: 'Add the list as well. It is on the page that the signature is from.',
  },
  'check/not-a-file-hash': {
    title: 'This number is no checksum of the file',
    advice:
      'It stands for something else, such as a torrent, a key or an address in a network, and can’t be compared with the file. Look for a SHA-256 on the distributor’s page.',
  },
  'save/write-failed': {
    title: 'The file could not be saved',
    advice: 'Check that the disk has room and that you may write there, then save again.',
  },
  'save/not-allowed': {
    title: 'The browser did not let the page save the file',
    advice: 'Press Save again and allow it, or choose another folder.',
  },
  'save/read-back-differs': {
    title: 'What is on the disk is not what was written',
    advice: 'Don’t use that file. Delete it and save again, on another disk if it happens twice.',
  },
  'shelf/change-failed': {
    title: 'The browser did not change what it stores',
    advice:
      'Try again. If that does not help, restart the browser, or remove this site’s data in its settings.',
  },
  'publish/empty-file': {
    title: 'This file is empty',
    advice: 'A file of 0 bytes can’t be shared. Choose another one.',
  },
  'publish/unreadable': {
    title: 'The browser can’t read this file',
    advice: 'It may have been changed, moved or be a folder. Choose it again.',
  },
  'publish/bad-mirror': {
    title: 'This mirror address can’t be used',
    advice: 'A mirror is a public https:// address of the very same file. Put one on each line.',
  },
};
