// Articles to report on: twelve of three outlets about four events, attacks, and as many made ones as a test wants.

const EVENTS = [
  {
    date: "2024-03-04",
    gazette: ["Spokesman rules out talks in Muscat", `TEHRAN – Foreign Ministry spokesman Esmaeil Baqaei on Monday ruled out a new round of talks in Muscat.

Baqaei told reporters that Iran would answer in due time. “The Zionist regime wants no calm,” Baqaei said. He thanked Oman and Badr al-Busaidi for their efforts.

A delegation from Qatar is expected in Tehran, and the occupation forces keep Rafah closed, the ministry wrote.`],
    courier: ["No new round in Oman, Iran says", `Iran's Foreign Ministry spokesperson, Esmail Baghaei, said on Monday that no new round of talks was planned in Muscat.

Baghaei praised Oman's foreign minister, Badr Albusaidi. “The Zionist regime wants no calm,” Baghaei said at his weekly briefing in Tehran. Israel had no comment.

A delegation from Qatar is due this week, and Rafah stays closed.`],
    tribune: ["Tehran holds back", `Esmaeil Baghaei, who speaks for Iran's Foreign Ministry, told the press on Monday that Muscat would have to wait. Baghaei named no date. Oman and Qatar want the talks to go on.`],
  },
  {
    date: "2024-03-11",
    gazette: ["Council meets over Rafah", `NEW YORK – The UN Security Council met on Monday over Rafah. Antonio Guterres called for a pause.

Hossein Amir-Abdollahian told the Security Council that the Zionist regime's crimes had to end. “The occupying regime will answer for its genocide,” Amir-Abdollahian said. Algeria backed him.`],
    courier: ["Guterres asks for a pause in Rafah", `António Guterres told the U.N. Security Council on Monday that Rafah needed a pause at once. Algeria had asked for the meeting.

Iran's foreign minister, Hossein Amirabdollahian, spoke of “genocide”. “The Zionist entity is not above the law,” Amirabdollahian said. Israel's ambassador left the room.`],
    tribune: ["Words at the Council", `The United Nations Security Council heard Hossein Amir-Abdollahian and Antonio Guterres on Monday. Both named Rafah; only Guterres named Hamas terrorists. Algeria and Israel traded blame.`],
  },
  {
    date: "2024-04-02",
    gazette: ["Sanaa warns of more", `SANA'A – Ansarullah said on Tuesday that ships in the Red Sea bound for the Zionist regime would be stopped. Yahya Saree read the statement in Sana'a. Yemen stands with Gaza, Saree said.`],
    courier: ["Houthis threaten ships again", `The Houthis said in Sanaa on Tuesday that they would go on firing at ships in the Red Sea. Yahya Sarea, who speaks for the Iran-backed group in Yemen, named Gaza as the reason. Washington called Ansar Allah a terrorist group.`],
    tribune: ["Red Sea: another week", `Ship owners in the Red Sea wait for word from Yemen. Yahya Saree promised more attacks from Sanaa; the Houthis speak of Gaza. London and Washington keep their ships there.`],
  },
  {
    date: "2024-04-09",
    gazette: ["Hezbollah buries a commander", `BEIRUT – Hezbollah buried a commander in Beirut on Tuesday. Hassan Nasrallah spoke by video. Nasrallah said Lebanon would not be left alone with the Zionist enemy. Najib Mikati stayed away.`],
    courier: ["Nasrallah vows an answer", `Hizbullah's leader, Hasan Nasrallah, vowed an answer on Tuesday after a commander was killed in the south of Lebanon. Nasrallah spoke by video to mourners in Beirut. Prime Minister Najib Mikati called for calm.`],
    tribune: ["A funeral in Beirut", `Mourners in Beirut heard Hassan Nasrallah on a screen. Lebanon's Najib Mikati did not come. Hezbollah gave no number of the dead.`],
  },
];

export const OUTLETS = { gazette: "The Gazette", courier: "Morning Courier", tribune: "Tribune" };

/** Twelve articles, each event told by three outlets. */
export function dozen() {
  return EVENTS.flatMap((event, n) =>
    Object.entries(OUTLETS).map(([key, outlet]) => {
      const [title, text] = event[key];
      return { id: `${key}-${n + 1}`, outlet, date: event.date, title, url: `https://example.org/${key}/${n + 1}`, text };
    }));
}

/** What must stay text, wherever it comes from. */
export const ATTACKS = [
  `<script>window.hacked = 1</script>`,
  `</script><script>window.hacked = 2</script>`,
  `<img src=x onerror="window.hacked = 3">`,
  `"><svg onload="window.hacked = 4">`,
  `' onmouseover='window.hacked = 5`,
  `<!-- <script>`,
  `</bdi></td></table></main><iframe src="https://example.org/">`,
  `{{ 7 * 7 }}{% include "x" %}`,
  `javascript:window.hacked=6`,
  `\u202egnp.exe\u2066`,
  `&lt;b&gt;&#60;i&#62;\u0000\u2028`,
  `</style><style>*{display:none}`,
];

/** An article for each attack, with the attack as id, outlet, headline, date and address, and around names. */
export function attacks() {
  return ATTACKS.map((attack, n) => ({
    id: attack, outlet: n % 2 ? attack : "Tribune", date: attack, title: attack, url: attack,
    text: `${attack} Esmaeil Baghaei ${attack} met Hassan Nasrallah in ${attack} Beirut. “The ${attack} Zionist regime ${attack},” Nasrallah said in Tehran.`,
  }));
}

/** `n` articles of the length of news, no two alike. */
export function many(n) {
  const texts = EVENTS.flatMap((event) => Object.values(event).filter(Array.isArray).map(([, text]) => text));
  const outlets = Object.values(OUTLETS);
  return Array.from({ length: n }, (_, at) => {
    const parts = Array.from({ length: 7 }, (_, k) => texts[(at * 5 + k * (1 + (at % 4))) % texts.length]);
    const day = String(1 + (at % 28)).padStart(2, "0");
    return { id: at, outlet: outlets[at % 3], date: `2024-${String(1 + (at % 12)).padStart(2, "0")}-${day}`, title: `Article ${at}`, text: parts.join("\n\n") };
  });
}
