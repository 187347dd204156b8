/** What the samples are over: 5,000 bytes. */
export const sampleBytes = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7) % 251);

/** Signatures that GnuPG and minisign made, by keys that nobody holds any more. */
export const nistp256Key = `-----BEGIN PGP PUBLIC KEY BLOCK-----

mFIEawF1DBMIKoZIzj0DAQcCAwR+uVmkoeiggJBG6pacKQbc42i6ZHsww16bwV1h
z+sWCkntWbnUEzmt9QOGnEGAC7xNLv67EOdOAJH8Bibj5zD2tCZTYW1wbGUgbmlz
dHAyNTYgPG5pc3RwMjU2QGV4YW1wbGUub3JnPoiQBBMTCAA4FiEErFkEpAM36KN9
e9KYJ/G4QjPBBdEFAmsBdQwCGwMFCwkIBwIGFQoJCAsCBBYCAwECHgECF4AACgkQ
J/G4QjPBBdHw2AEApD8LXSD8kuArIK+G7JnXJI2swiFVLr7G7Vaa6vqfPY0BAINg
2fgi1ksK5AyV3w/sp20DjzjSx2zSUrPLdDLlN9VW
=C3aL
-----END PGP PUBLIC KEY BLOCK-----
`;

export const nistp256OverFile = `-----BEGIN PGP SIGNATURE-----

iIsEABMIADMWIQSsWQSkAzfoo3170pgn8bhCM8EF0QUCawF1DRUcbmlzdHAyNTZA
ZXhhbXBsZS5vcmcACgkQJ/G4QjPBBdFvOgEAg/F9nGPS2dplAK59DPuqt7ei2GKu
ExXFspblZL6mdVYA/25twACRQikFpIXCg+dqd9fdGK7PJ7Q0QGxmJ8s0i/b9
=2wsh
-----END PGP SIGNATURE-----
`;

export const nistp256List = `-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA256

08026c57be31084b60ded63e3101c86365be4d84b87b43bad97b3feb8152e20f  data.bin
-----BEGIN PGP SIGNATURE-----

iIsEARMIADMWIQSsWQSkAzfoo3170pgn8bhCM8EF0QUCawF1DRUcbmlzdHAyNTZA
ZXhhbXBsZS5vcmcACgkQJ/G4QjPBBdEmEwD9H8Ip5ZnDr/g137Asu3F9z/v6+Lny
Aqoh53rlXMc4690BAIyEiklMf+E/gpEP/NswPrZMW8yTYJL6J3fjpfCwSRSn
=YYia
-----END PGP SIGNATURE-----
`;

export const rsa3072Key = `-----BEGIN PGP PUBLIC KEY BLOCK-----

mQGNBGsBdQwBDACvO/jaSSgkqVM3sEM+++gBHpxCghkuRgKfwdxB4b8NRdIZDaKP
rCa8eQG0ddnxSJfBCHk+Aq+mzD0iLVMAhVbwdKJny44y8u8cn2XpCwSSUG0CbcLk
t8J55O+quktLIf9jQJHCOv+RoITsY35t/khYCVVZgtB4Whx8tc9QNANYxkrXdl1q
Qed68c1yMD7p7nlrnk1kK4pAkfuseLKdY/3JbElEYJSxKW87vJkvRxLHjwrGzUH3
b5MfKTuwQNMwyRRC66Vp/Pmr0rPFZ30Av98VYF8LWWN93/oddmTl9XSmKWSuVLCl
4ftsnEPQFCB/ur99efBD3QFTKSfNNLPDGt7LkRSjlgbAftzEFhvPmGyK2iiiO2rw
d9HB/H9CW2IG7PaIURgqp8UNFlU4O9xO7AoYA700RotrwDeh4hEK8Gs+WcQ6KYlX
gfOKfhiaKkbzJ3DwbCfLaF5mtd1DZF6hYFXAJJw9NFkP2qtUkvd4xPhFlGbaU/tW
i0yAyPeoJae1PQUAEQEAAbQkU2FtcGxlIHJzYTMwNzIgPHJzYTMwNzJAZXhhbXBs
ZS5vcmc+iQHOBBMBCgA4FiEE5jEMt3+cTza8vPwHETFwjjxl2TAFAmsBdQwCGwMF
CwkIBwIGFQoJCAsCBBYCAwECHgECF4AACgkQETFwjjxl2TAPKwv5AdHCgKoFSuj8
ZVKmpI8+0i5Moif2zWuExURPcT6JzXTFBl9z8DizlEBFjR4zyKUOHgXk8D2BF/RR
DbLWAN/R7PHKsx6mpRg7gNtA8B80mR91+jFs6PlIw/S7yqzgJbCT+Naci81s+hwl
ov6mfQb3Ko2ZEny665cnI7MIqjPN7uDdCTWQwfjxR4RyDNBLmA5cQXYexJvNy8Jh
qxvR7fP/1x79C+6ZM15HYukf+ZLxV2twBCopWCogTMbVEW/b84Dnsv0Iw8CI+5XX
qdeBH9xwimEWN6A1NqRM0zadsYghhuI3jJExK7hiVJRnWvtjGI5AZA0jf0mOx462
4xHcESPsFIhcZgdWn0j2nfBAQzfJWtMWritdVME6kT5/fS4826ZRmOLZFY12pz6p
e5spN6KFJXiDs6BjCUD05TeJhjwSIcWpM0PTCxosB1/ejLb9NCwGU/sUSySlgWaR
v0sby83RC/2FL0Wiw+5F8T/JbQxMUGCZOscKNzbjY5QU/WLILV3B
=BeyM
-----END PGP PUBLIC KEY BLOCK-----
`;

export const rsa3072OverFile = `-----BEGIN PGP SIGNATURE-----

iQHIBAABCgAyFiEE5jEMt3+cTza8vPwHETFwjjxl2TAFAmsBdQ0UHHJzYTMwNzJA
ZXhhbXBsZS5vcmcACgkQETFwjjxl2TA83QwAlqEuoK7b2NOQrunnfY7UVIxWHGy1
L3Qectxy+YWmA/Re0SMIa3qdobKxJC8pLgWR9+IYmA/DD+E9fBg5IN2bIM085Z7g
DcnaM5xshuL86cEue1X1YDwo1LR+wiWd+xyAazR/Kk+rfcVeIrQJTZxsR4ZVLTR2
ixJADtqWZcfMcPWXeBILWyaLKsdtzDp+ZF+eMxj2lWrQANkZEtZfxsWTNZX3XgER
g5wtzfKv01zHHP55SSwsA71o5PIHNaOJf4WWIwtOMtvbGmZZd3ulzK+zpQM8xXxN
SCMoHsT4XOdEXxa20tAov2W1epw7I1HSafcSeg6UM7ELa6HVMQzhBF5orhbdIKog
SJMOmF41mZxHlyjuJSlbTXuV661XlimCtem9Pj5KZjWcs2sLXVCN9TSIc2YflMfz
Jq2KjfvDXhc+Jvxw0Bw2JgPt0rwdetAlARsrClQrBvXvUJQLgDYlvUX4EmuBJKzn
0Riy135/WFJx6+PIg6tCyikvVOEqQsEnWUNr
=spyr
-----END PGP SIGNATURE-----
`;

export const rsa3072List = `-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA512

08026c57be31084b60ded63e3101c86365be4d84b87b43bad97b3feb8152e20f  data.bin
-----BEGIN PGP SIGNATURE-----

iQHIBAEBCgAyFiEE5jEMt3+cTza8vPwHETFwjjxl2TAFAmsBdQ4UHHJzYTMwNzJA
ZXhhbXBsZS5vcmcACgkQETFwjjxl2TAQ5Av9ERgj0JkJhaUUGvheZKg2AgKlTeBa
r2BJQvABocQu0jzhkFb5gzDehcxunsyIR9dQFh7IGkq0+CWD8S47I2JfjieWN5ld
cmJO4wV6hLPwp91xn33LlNnryQ9pGl28pwOgGtYZaZfLPOrc+KH8XJTgAOAn32Du
LZqHi0kafUeyzLqwHxj8pDM9ZhDvK3n4MnOzQ2ldQnU2AFa/A7HusnIK2sQQHxvE
0GjxcZKiFAJBBlT49U8rUAVCueFidrD16zJoe0NP8Nrjft/D+g8seeC+dRKCGmuv
GUOhReV1WLJigvoMS9gRuiFUm/jKQzb6nVj9I1X1uUmqzqRW3nXlE5nayZJ5PxnP
6GainBLflEEe14ud0inpkJO057pCXpM4zgUFVM3aDqeNu1lgqWnnLeAwzx9kx2MB
lOGEf05fee5cS2SRzbI3ZyA/YnoofdDxOQJp9VIHUkVJawV1vQLUfF3Ft55vMRN8
di2Zxe/2hzhw4eMkuzcydk3jhi+fn6/Szo8N
=VaUO
-----END PGP SIGNATURE-----
`;

export const minisignKey = `untrusted comment: minisign public key 8D768B913DD93D3C
RWQ8Pdk9kYt2jX//Y8FtU5TmBiTdndKQLZPXVXIp1kUc8VUr/nQ42qat
`;

export const minisignOverFile = `untrusted comment: signature from minisign secret key
RUQ8Pdk9kYt2jcVxqZ0uA40aa9EP6ZEesLknmId9/B7TIlbqIHJBmV5Xdp53FC0WuSvwFmckH8/1hpjd5ZbFZK2iInItCWwVCQs=
trusted comment: timestamp:1795257613	file:m.bin	hashed
3NDnML4TnohQWmdrVAe7z9Ny5ebImWHpDSBPy9zIXb+TeUoV5FYPvCkoKsB48HmHhn/SpR4CBGDygtSAE4n2Dg==
`;

export const minisignLegacyOverFile = `untrusted comment: signature from minisign secret key
RWQ8Pdk9kYt2jXE2jQ050iKrLIsS50fe13EfIcqfsnosyoACPytv/+/bvRZwuW1lkM9pwb1p4MqojZmynEuHCy8eqayMDtXDDAU=
trusted comment: timestamp:1795257613	file:ml.bin
S1Q7hHM/lKHW6YuR/v8sclZ1lzmqOmfREJZYuWuhT7DRwxJsd4bN0rsMVk6whBumt6q4n4s+1s2WT38FtPX7CA==
`;
