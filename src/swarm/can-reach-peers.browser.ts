/** Whether this browser can talk to peers at all: some are built without WebRTC, or have it off. */
export function canReachPeers(): boolean {
  return typeof RTCPeerConnection !== 'undefined';
}
