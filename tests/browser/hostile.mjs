// Pages by people who want more than to be read: two stories of three copies, in which everything that a page can say
// of itself tries to become something else.

const MARKUP = '<script>window.pwned=1</script><img src=x onerror="window.pwned=2"><svg/onload=window.pwned=3>';
const BREAKS = `"'><script>window.pwned=4</script></title></textarea></style>`;
const STEERS = "\u202egnp.exe\u2066\u0000\u0007\u001b[2J\u0085\u2028\ufeff";

const story = (number, town) => [
  `A bridge over the Orvel at ${town} fell on Monday, and ${number} people were hurt, the mayor of ${town} said.`,
  `"We had asked for repairs since March," said ${MARKUP} Lena Farrow, the mayor of ${town}. ${STEERS}`,
  `The bridge was built in 19${number} and carried ${number}00 cars a day, according to the ministry of roads.`,
  `Police closed both banks of the river and told ${number} families in ${town} to leave their houses.`,
  `An engineer, Tomas ${BREAKS} Hale, said that the second pillar had been under water for 12 years.`,
  `The ministry will pay for a ferry until the bridge of ${town} is built again in 2033.`,
];

const URLS = [
  "javascript:window.pwned=5",
  `https://x.example/"onmouseover="window.pwned=6`,
  "data:text/html,<script>window.pwned=7</script>",
  "https://user:pass@evil.example\\@bank.example/a b",
  "//evil.example/x",
  "https://\u202emoc.knab/login",
];

const IDS = [
  "../../etc/passwd",
  `a"b'c<d>&e`,
  "?id=1&view=given#top",
  `${STEERS}id`,
  MARKUP,
  "%2e%2e%2f%00",
];

export const hostile = () =>
  IDS.map((id, at) => {
    const lines = story(at < 3 ? 47 : 62, at < 3 ? "Marrowby" : "Tilling");
    if (at % 3 === 1) lines[0] = lines[0].replace(/\d+/, "74");
    if (at % 3 === 2) lines.splice(4, 1, "Buy cheap pills at <a href=javascript:window.pwned=8>pills.example</a> now.");
    return {
      id,
      url: URLS[at],
      title: [MARKUP, BREAKS, STEERS + "Bridge", "Bridge {{7*7}} ${7*7}", "</title><base href=//evil.example>", ""][at],
      date: at % 3 === 2 ? `2031-02-0${at + 1}"><b>` : `2031-02-0${at + 1}T08:00:00Z`,
      text: lines.join("\n"),
    };
  });

// A family so large that it is folded.
export const family = (size) => {
  const lines = [
    "A ferry with 412 passengers ran aground off the island of Kestrel on Tuesday, and 37 people were hurt.",
    "The ferry Solveig left Vardo at 6:40 in the morning and struck the Merrow reef 25 minutes later.",
    "Captain Arvid Sorensen told investigators that the radar had failed twice since April.",
    "The company, Northern Straits Lines, said it had replaced the radar on May 12 and denied any fault.",
    "Ines Marchetti, the minister for transport, called for a ban on ferries of more than 30 years of age.",
  ];
  return Array.from({ length: size }, (_, at) => ({
    id: `ferry-${at}`,
    url: `https://paper${at}.example/ferry`,
    title: "Ferry runs aground off Kestrel",
    date: `2031-06-03T${String(Math.floor(at / 4)).padStart(2, "0")}:00:00Z`,
    text: lines.join("\n"),
  }));
};
