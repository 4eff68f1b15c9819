const PEM = `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIFRoaXMgaXMgbm8ga2V5LCBvbmx5IDMyIGJ5dGVz
-----END PRIVATE KEY-----
`;

/** Values that get damaged on their way: by trimming, by escaping, by guessing at types, by buffers that are too small. */
export const DIFFICULT_VALUES: Readonly<Record<string, string>> = {
  "spaces alone": "   ",
  "spaces around it": "  padded  ",
  "a newline at its end": "one line\n",
  "Windows line ends": "first\r\nsecond\r\n",
  "a tab": "left\tright",
  "accents and other scripts": "Zażółć gęślą jaźń, Ünïcödé, пароль, 密码, كلمة",
  "a decomposed accent": "cafe\u0301",
  emoji: "🔑🗝️👩‍🔧",
  quotes: `"double", 'single' and \`back\``,
  backslashes: "C:\\temp\\new\\u0041\\",
  markup: `<b title="x">&amp; & < ></b>`,
  "characters of URLs": "100% a+b=c&d;e?f#g%20h/i",
  "JSON text": `{"user":"a","list":[1,null,"b\\n"]}`,
  "a PEM block": PEM,
  "digits with leading zeros": "0071234",
  "a large number": "12345678901234567890",
  "the word null": "null",
  "the word true": "true",
  "64 KiB": "0123456789abcdef".repeat(4096),
};

/** Parts of names that get damaged on their way: by paths, by queries, by search phrases. */
export const DIFFICULT_NAMES: readonly string[] = [
  "with  spaces",
  "DOMAIN\\svc",
  "Ärger 東京 ключ",
  "100% a+b=c&d;e#f?g",
  "a/b/../c",
  "it's (one) of [these] {here}",
  'the "old" one',
];
