import { it } from 'vitest';
import { seededRandom } from '../../support/random';
import { LittleSwarm } from './little-swarm';
it('dbg', () => {
  const s = new LittleSwarm({ length: 851969, pieceLength: 65536, random: seededRandom(1), mostOpenBytes: 8*65536, members: [
    {"manner":"liar","has":"all","speed":1,"joinsAtSecond":21},{"manner":"staller","has":"all","speed":2,"joinsAtSecond":16},{"manner":"leaver","has":"all","speed":1,"joinsAtSecond":21},{"manner":"choker","has":"all","speed":4,"joinsAtSecond":9}]});
  for (let k = 0; k < 12; k++) { s.run(k<8?50:1000);
    const b: any = s.book; const o: any[] = [];
    console.log(s.seconds, b.holdings.here.size, b.trust.wastedBytes, JSON.stringify((b as any).trust.faulty), (s as any).dump?.()); }
});
