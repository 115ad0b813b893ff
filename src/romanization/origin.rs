//! Where a written name comes from, as far as its letters say.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Origin;
use super::odds::odds;

/// Given names, surnames and places that are Arabic, Persian, Kurdish, Pashto or Urdu and hardly anything else.
const SEMITIC: &str = "
abadi abbas abbasi abbass abbassi abbes abdallah abdel abdelaziz abdellah abdelmajid abdi abdo abdol
abdolali abdollah abdul abdulaziz abdulla abdullah abdur abed abedi abedini abha abid abou aboubakr abu
abul abyan adel aden adib adil adnan afghani afrin afshar afzal agha aghajari ahmad ahmadi ahmadian ahmed
ahwaz aisha aissa ajman akbar akbari akhtar akhund akram alaa alaei alam alami alaoui alavi alawi aleppo
algiers ali aliyar alizadeh allah amal amer ameri amin amine amini amir amiri amjad amman ammar anas anbar
ansari anwar aqa aqaba arafat arbil ardakani aref arfa arif arshad aryan asad asadabad asadi asef asfar
asghar asghari ashraf asif asir asma asmaa assad aswan asyut atef atta attar awad awadi awaza ayad
ayatollah ayesha ayman ayoub ayub azad azadi azam azhar aziz azizi azzam baalbek badakhshan badiee badiei
baghdad baghdadi baghlan bahar bahrami bajwa bakhshi bakhtiar bakr baku balkh baluchistan bam bamyan
bandar baqer baqeri baradar baradei barghouti barzani basem bashar bashir basra bassam bassem batna batul
bayat bayati behbahan beheira beheshti beirut bekaa belhaj belkacem benali bendjedid benghazi benkirane
bethlehem bhutto bilal bilawal birjand birzeit bojnourd borujerd boumediene bouteflika bukhari chaudhary
chaudhry dahlan dahuk damanhur damascus damietta dammam daoud daraa daraya darfur darwish daud dawood
dehghan dehghani deir derna dezful dhahran dhamar dhofar diwaniya diyala diyarbakir djamel djerba doha
dohuk douma dubai elahi emad emami erbil eslam eslami esmaeel essam etemad ezzat ezzedine fadel fadhil
fadi fadl faez faezeh fahad fahd fahim fahmi fahmy faisal faisalabad faiz faiza fakhri fallah fallahi
fallujah fardin fareed fares farhan farid faris farooq farouk faruq faryab farzad fatah fateh fatemi fathi
fatima fawzi fayez faysal fayyad fazal fazel fazl fouad fuad fujairah gabes gaddafi gafsa galal gamal
gamil gaza geagea ghada ghaffar ghafouri ghanbari ghanem ghani ghanim ghannouchi ghardaia ghasem ghassan
ghassem ghazaleh ghazali ghazi ghazni ghor ghorban ghorbani ghouta ghulam gilani giza golan goodarzi
gorgan habib habibi haddad haddadi hadi hadid hafez hafiz haftar haidar haider hail haj haji hajj hajjah
hakim hakimi hama hamad hamada hamas hamdan hamdi hamdok hamed hameed hamid hammad hammoud hamza hamzeh
hanan hani haniya haniyah haniyeh haniyya hany haq haql haqqani haque hariri haroon hasakah hasan hasani
hashem hashemi hashim hassan hassani hassoun hatami hatem haydar hebron hedi heidar hejaz hekmatyar
helmand hesam heydar hezbollah hicham hilla hisham hodeida hodeidah hojatoleslam homs hormozgan hosni
hossain hossam hosseinali houssam houthi huda hudaydah husain husni hussain hussam hussein husseini
huzaifa ibb ibrahim ibrahimi idlib idris idriss iftikhar ihsan ijaz ikram imad iman imran iqbal irawani
irbid irfan isa isfahani isfara ishaq islam islamabad ismael ismail ismailia issa izzadine izzat jabalia
jabbar jaber jabir jafar jafari jaffar jahan jalal jalalabad jalali jalil jamal jamali jameel jamil jamila
jasem jasim javadi javaid javed javid jawad jazan jeddah jehan jenin jericho jibril jihad jinnah jizan
joumblatt jowzjan jumblatt kabir kadhim kadhimi kadyrov kahrizi kairouan kamal kamali kamel kamil kani
karachi karak karami karbala karim karimi karzai kassem kassim kavian kayani kaykhosrow kerbala khaddam
khadija khadijeh khajeh khalaf khaldi khaled khaleda khalid khalifa khalifeh khalil khalili khalilzad khan
khanjani kharg khartoum khashoggi khatib khavari khawaja khazali khazraji khiva khobar khoei khoeini khoja
khorasani khorramabad khorramshahr khoshnaw khost khoury khurram kiani kirkuk kobani kordofan kufa kunar
kunduz kurdi kut laden laghman lahham lahijan lahore lahoud laila lamia lashkargah latakia latif layla
leila logar lotfi lotfollah lutfi luxor madaba mahabad mahathir mahdi maher mahmood mahmoud mahmoudi
mahmud majed majid makki malek maleki malik maliki manai mansoor mansour mansouri mansur manuchehr
maragheh marib marrakech marrakesh marwan maryam mashaal mashal mashhadi masood masoud masoumeh masri
massoud masud maududi maulana mawlawi mazar mecca mehammad mehmood meknes meshaal mikati milad minoo mirza
mirzaei misrata misurata moallem moazzam moez mofaz mofid moghadam moghaddam mohamad mohamed mohammad
mohammadali mohammed mohsen mohseni mohsin moin moinuddin mokhtar mokri momeni montazeri morsi mortaza
mosaddegh moslem mossadegh mossadeq mostafavi mosul motahari motaleb moubarak mourad mousa moussa
moussaoui moussavi moustafa muallem muammar mubarak mufti mughniyeh mugniyah muhammad muhammed muhsin
muhyiddin mujahid mukhtar mulla mullah multan munir muqtada murad mursi musa muscat musharraf mushtaq
muslih mustafa mutassim muttaqi nabih nabil nablus nadeem nader nadim nadir naeem nafisi naim najaf najafi
najib najibullah najjar najm najran nangarhar naqvi narges naser naseri nashat nasim nasir nasiri
nasiriyah nasr nasrallah nasreddin nasrollah nasser nasseri navid nawaf nawaz nayef nazanin nazarbayev
nazari nazir nechirvan neji nejib nematollah nezam niazi nikzad nimroz nineveh nishapur nizar nizwa noor
noori nouakchott nour noureddine nouri nur nuri nuristan obaid obaidullah omar omari omid omrani oran
osama osanlou osman osmani ouargla oussama pahlavi paktia paktika panjshir parveen parvez parwan pasha
pervez peshawar pirzada qaani qabbani qaddafi qadir qaeda qahtani qaida qalqilya qamishli qandahar
qandil qaradawi qasem qasim qassam qassem qassemi qatar qatif qazi qomi quds quetta qunaitra quneitra
quraishi qurei qureia qureshi rabat rabbani radwan rafah rafic rafie rafik rafiq rafique rahim rahman
rahmani rajab rajai rajoub ramadan ramadi ramallah ramin ramzi rana rantisi raqqa rashad rashed rasheed
rashid rashidi rasul rawalpindi raza razaq razavi reda rehman rezai riad rida riyad riyadh rohani rohollah
ruhani saad saadat saadi sabah saber sabha sabri sabzevar sadah sadat sadeghi sadik sadiq sadr saeed
saeedi safad safdar safi sahab sahel said saida saidi saied saif saifullah sajjad salah salalah salam
saleem saleh salem salfit salih salim salman samad samarra sameh sami samir samira sanaa saoud saqqez saqr
sardar sari sarwar sattar saud saveh sayed sayegh sayyaf sayyed sayyid sebha seif seify selim semnan sfax
shaath shabaab shafi shafiq shah shahab shahbaz shaheen shahid shahin shahrokh shaikh shakib shakir
shallah shams shapoor shapur sharaa shareef sharia shariatmadari sharif sharifi sharjah shaukat shaykh
shehbaz sheibani sheikh shibam shibli shukri shush siddiq siddiqi siddiqui sidon sinai siniora sinjar
sinwar sirajuddin sirjan sirte sistan sistani sobhani sohail sohar soleiman soltan souri sousse subhani
suez suhail sulaimaniya sulaymaniyah suleiman suleimani sultan suwayda syed taba tabrizi tabuk taghi taha
taher tahir taieb taif taiz takhar talabani talal taleb taleban taliban tamer tamim tangier tanta tantawi
taqavi taqi tarek tareq tariq tartus tawfiq tayeb taymour tayyeb tetouan thani tikrit tobruk torabi torkan
tripoli tulkarm turki tyre ubaidullah uday ulfat ullah umar umm uruzgan usama usman wael wahab wahid wail
waleed walid waqar wardak waseem wasit yahya yanbu yaqoob yaqoub yaqub yaser yasin yasir yasser yassin
yasuj yathrib younes younis yousaf yousef yousif youssef yousuf yunus yusef yusuf zabol zabul zadeh
zagazig zahedi zaher zahir zahle zaidi zakaria zaki zaman zardari zarqa zarqawi zawahiri zawiya zayd zayed
zebari zeidan zein zeinab zia ziad zindani zintan ziyad zoghbi zohra zubaida zubair zubaydi
";

/// Those of them that are Persian: no article is added to them, and their spelling follows the mouth of Tehran.
const PERSIAN: &str = "
abdolkarim abdollahian abolfazl abolghasem aghaei ahmadinejad ahmadreza ahvaz alireza amirabdollahian
amirhossein arak arash ardabil ardeshir ashgabat azadeh baghaei bagher bagheri bahonar bahram behnam
behrouz behzad boroujerdi bukhara bushehr chamran darioush dariush davood davoud dushanbe ebadi ebrahim
ebrahimi ehsan elham esfahan esfahani esmaeil esmail fakhrizadeh faramarz farhad farrokh farshad farzaneh
fatemeh fereydoun firouz firouzabadi ghalibaf ghasemi gholam gholamhossein gholamreza golestan golshifteh
hamadan hamedan hamidreza heidari herat heydari homayoun hosein hoseini hossein hosseini houshang iravani
isfahan jahangir jahangiri jahromi jannati javad kabul kamran kandahar karaj karroubi kashani kazem kazemi
kerman kermanshah keyvan khamenei kharazi kharrazi khatami khatibzadeh khomeini khosro khosrow khuzestan
kianoush kourosh larijani lorestan mahdavi manouchehr mashhad mehdi mehran mehrdad mohammadi mohammadreza
mojtaba mortazavi morteza mostafa mottaki mousavi nasrin natanz nejad pakpour parviz peyman pezeshkian
pouria qalibaf qasemi qazvin qom rafsanjani rahimi raisi rajavi rasht reza rezaee rezaei rouhani rouhollah
ruhollah sadegh sadeq saeid safavi salehi samarkand sanandaj seyed seyyed shahram shamkhani shapour shiraz
shirazi shirin sohrab soleimani tabatabaei tabriz tehran tehrani turaj urmia vahid vahidi velayati yazd
yazdi zahedan zahra zangeneh zanjan zarif
";

const RUSSIAN: &str = "
akhmetov aleksandar aleksander aleksandr aleksei aleksey alexei alexey alyaksandr anatoli anatoly andrei
andrey andriy arkady arseniy belarus bogdan bortnikov dmitri dmitriy dmitry dmytro donetsk evgeniy evgeny
gennady georgy igor ivan kadyrov kharkiv kharkov kherson kiev kirill konstantin kyiv lavrov leonid lugansk
luhansk maksim mariupol matviyenko medvedev mikhail minsk moskva mykhailo mykola nikolai nikolay odesa
odessa oleg oleh oleksandr oleksiy olena patrushev pavel peskov petro poroshenko prigozhin putin ramzan
rostov ruslan sergei sergey sergiy serhiy sevastopol shoigu sobyanin stanislav svetlana timoshenko
tymoshenko valentina valery vasily vasyl viacheslav vitaliy vitaly vladimir vladislav volodymyr vyacheslav
yanukovych yatsenyuk yegor yekaterina yelena yeltsin yevgeny yulia yuri yuriy zakharova zaporizhzhia
zaporozhye zelenskiy zelensky zelenskyy zhirinovsky zyuganov
";

const HEBREW: &str = "
ashdod ashkelon ashkenazi avigdor avraham barkat beersheba bezalel binyamin chaim dayan deri edelstein
ehud eilat eisenkot eliyahu erdan eyal gallant gantz gvir haifa haim halevi hanegbi herzliya herzog itamar
kahana katz kochavi lapid levin lieberman livni menachem metula mofaz moshe naftali nahariya netanya
netanyahu olmert peres peretz rabin regev reuven rivlin sderot shai shalom shamir sharansky shimon shlomo
smotrich tiberias tzachi tzahi tzfat tzipi tzvi yaakov yaalon yadlin yair yariv yehuda yisrael yitzchak
yitzhak yoav yosef yossi zeev
";

const TURKISH: &str = "
abdulhamit adana ahmet akar alparslan altun ankara antalya bahceli berat berdimuhamedov berdymukhamedov
binali bozdag bulent bursa cavusoglu cemal cevdet davutoglu demirel demirtas devlet ecevit edirne ekrem
erbakan erdogan ersin erzurum eskisehir fidan fuat gaziantep gulen gurbanguly hakan hulusi ilham imamoglu
ismet izmir kalin kaplan kayseri kemal kilicdaroglu konya mehmet melih mersin mevlut muharrem niyazov
numan omer ozal ozel recep sadettin sanliurfa selahattin simsek soylu suleyman tansu tatar tayyip trabzon
turgut ulusoy yavas yildirim yilmaz
";

/// Korean surnames, and the syllables of given names in the spellings of news.
const KOREAN_SURNAMES: &str = "
ahn an ban cha chae chang cho choe choi chon chong chung gu ha han ho hong hwang hyon hyun jang jeon jeong
jin jo joo ju jung kang kim ko koo kwak kwon lee lim moon nam no noh oh paek paik pak park ri rim ro roh
ryang ryu seo shin sim sin so song suh sung tae thae won woo yang yi yim yo yoo yoon yu yun
";
const KOREAN_SYLLABLES: &str = "
ae bae baek beom bin bok bom bong bum byeong byong byung chae chan chang cheol chin cho chol chon chong
chu chul chun chung dae deok do dok dong duk eok eui eun ga geon geun gi gil gu guk gun gwang gyeong gyu
ha hae hak han hee heon ho hoe hong hoon huh hui hun hwa hwan hwang hye hyeok hyeon hyeong hyo hyok hyon
hyong hyuk hyun hyung i ik il im in ja jae je jeong ji jik jin jo jong joo joon ju jun jung keun ki kil
kon kook ku kuk kun kwan kwang kwon kye kyeong kyong kyu kyun kyung man mi min mok moo moon mu mun my
myeong myong myung na nam nyeo ok pae pil pok pom pong pyo pyong pyung rae ran ri rim rin ro rok ryeol
ryol ryong ryul sam san sang se sei seo seok seon seong seung shik shin si sik sim sin so sok sol son song
soo sook soon sop su suk sul sun sung tae taek tak to tok ton tong u uh ui uk un ung wan wha won woo wook
woong wu yang yeo yeol yeon yeong yo yol yon yong yoo yoon young yu yun
";

/// Words of English names of bodies and places: a name with one of them is not respelled letter by letter.
const ENGLISH: &str = "
a academy administration affairs agency air alliance and army assembly association authority bank base
battalion board brigade brigades brotherhood bureau camp campaign center central centre city coalition
command commission committee company conference congress corporation corps council county court department
development district east eastern emirate emirates federation fighters for force forces foreign free
freedom front government great group guard guards high house human in independent information institute
intelligence international islamic island islands joint justice kingdom labor labour lake league
liberation local military ministry mission mosque mount mountain mountains movement national network new
news north northern of office on operation organisation organization party peace people peoples police
political popular port president press province radio red refugee region regional republic research
resistance revolution revolutionary right rights river royal russian saint sea security service social
society south southern special state states strip supreme television territories territory the tribunal
troops union united university valley west western white world
";

/// Given names that are hardly ever Arabic or Persian, so that what the letters of a surname suggest counts for nothing.
const WESTERN: &str = "
aaron alan albert alex alexander alfred alice allan allen alvin amanda amy andre andrea andrew angela
anita ann anna anne annie anthony antonio arthur ashley barbara barry benjamin bernard betty beverly bill
billy bob bobby brad bradley brandon brenda brent brian bruce bryan calvin carl carlos carmen carol
caroline carolyn carrie catherine cecil chad charles charlie charlotte cheryl chester chris christian
christina christine christopher cindy clara clarence claude clifford clyde connie corey craig crystal
curtis cynthia dale dan daniel danny david dawn dean debbie deborah debra denise dennis derek diana diane
don donald donna doris dorothy douglas duane earl eddie edgar edith edna edward edwin eileen elaine
elizabeth ellen emily emma eric erica ernest ernesto esther ethel eugene eva evelyn fernando florence
floyd francis francisco frank franklin fred frederick gary gene george gerald geraldine gilbert gladys
glen glenn gloria gordon grace graham greg gregory guy harold harry harvey heather hector helen henry
herbert herman howard hugh ian irene isabel ivan jack jackie jacob jacqueline james jamie jane janet
janice jason jay jean jeff jeffrey jennifer jeremy jerome jerry jesse jessica jesus jill jim jimmy jo joan
joe joel john johnny jon jonathan jorge jose joseph joshua joyce juan juanita judith judy julia julie june
justin karen kate katherine kathleen kathryn kathy keith kelly kenneth kevin kim kimberly kurt kyle larry
laura lauren lawrence lee leo leon leonard leroy leslie lester lewis linda lisa lloyd lois lori louis
louise lucille luis luke lynn marcus margaret maria marie mario marion marjorie mark martha martin marvin
matthew maurice max megan melanie melissa melvin michael michelle miguel mike mildred milton monica nancy
nathan neil nicholas nicole nigel norma norman oscar pamela patricia patrick paul paula pauline pedro
peggy peter phil philip phillip phyllis rachel rafael ralph ramon randall randy ray raymond rebecca regina
ricardo richard rick ricky rita robert roberta roberto robin rodney roger roland ron ronald rosa rose ross
roy ruby russell ruth ryan sally samuel sandra scott sean shannon sharon shawn sheila sherry shirley
sidney simon stacy stanley stephanie stephen steve steven stuart sue susan suzanne sylvia ted teddy teresa
terry thelma theodore theresa thomas tiffany tim timothy tina todd tom tommy tony tracy travis troy tyler
valerie vanessa vera vernon veronica vicki victor victoria vincent virginia vivian wallace walter wanda
warren wayne wendy wesley wilbur wilhelm william willie yolanda yvonne zachary
";

/// The [`odds`] above which letters alone make a name Arabic: of 4,000 names drawn from the United States census one in a hundred is above.
const LOOKS_SEMITIC: i32 = 40;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Listed {
    Western,
    English,
    As(Origin),
}

/// What the lists say of a word. Where two do, the more telling one: Persian before Arabic.
fn listed(word: &str) -> Option<Listed> {
    static LISTS: LazyLock<HashMap<&str, Listed>> = LazyLock::new(|| {
        let of = |list: &'static str, listed: Listed| list.split_whitespace().map(move |word| (word, listed));
        of(WESTERN, Listed::Western)
            .chain(of(SEMITIC, Listed::As(Origin::Arabic)))
            .chain(of(PERSIAN, Listed::As(Origin::Persian)))
            .chain(of(RUSSIAN, Listed::As(Origin::Russian)))
            .chain(of(HEBREW, Listed::As(Origin::Hebrew)))
            .chain(of(TURKISH, Listed::As(Origin::Turkish)))
            .chain(of(ENGLISH, Listed::English))
            .collect()
    });
    LISTS.get(word).copied()
}

impl Origin {
    /// What the script of a native name says: Hebrew, Cyrillic, Persian by its own letters, else Arabic. `None` for other scripts.
    pub(crate) fn of_script(native: &str) -> Option<Origin> {
        let has = |test: fn(char) -> bool| native.chars().any(test);
        match () {
            () if has(|c| matches!(c, 'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی')) => Some(Origin::Persian),
            () if has(|c| ('\u{600}'..='\u{6ff}').contains(&c)) => Some(Origin::Arabic),
            () if has(|c| ('\u{590}'..='\u{5ff}').contains(&c)) => Some(Origin::Hebrew),
            () if has(|c| ('\u{400}'..='\u{52f}').contains(&c)) => Some(Origin::Russian),
            () => None,
        }
    }

    /// Where a folded name comes from, by its words: names that are listed, endings and letters that only one language has. English
    /// words make it [`Other`](Origin::Other), as does anything unknown; a caller who knows better says so.
    pub(crate) fn guess(folded: &str) -> Origin {
        let words: Vec<&str> = folded.split([' ', '.', ',']).filter(|word| !word.is_empty()).collect();
        let lists: Vec<Option<Listed>> = words.iter().map(|word| listed(word)).collect();
        let any = |test: fn(&str) -> bool| words.iter().any(|word| test(word));
        let has = |origin: Origin| lists.contains(&Some(Listed::As(origin)));
        let is_semitic_name = has(Origin::Persian) || has(Origin::Arabic);
        match () {
            _ if is_korean(&words) => Origin::Korean,
            _ if lists.contains(&Some(Listed::English)) => Origin::Other,
            _ if has(Origin::Turkish) || any(|word| word.len() > 6 && word.ends_with("oglu")) => {
                Origin::Turkish
            }
            _ if has(Origin::Hebrew) => Origin::Hebrew,
            _ if has(Origin::Russian) || (any(is_russian) && !is_semitic_name) => Origin::Russian,
            _ if has(Origin::Persian) || any(is_persian) => Origin::Persian,
            _ if has(Origin::Arabic) || any(is_semitic) || has_inner_article(&words) => Origin::Arabic,
            _ if !lists.contains(&Some(Listed::Western))
                && words.iter().map(|word| odds(word)).sum::<i32>() > LOOKS_SEMITIC =>
            {
                Origin::Arabic
            }
            _ => Origin::Other,
        }
    }
}

/// A surname and two syllables: Moon Jae-in, Kim Jong Un. In one word, or with one syllable, it might be anything.
fn is_korean(words: &[&str]) -> bool {
    let among = |list: &str, word: &str| list.split(' ').any(|listed| listed == word);
    matches!(words, [surname, given @ ..] if given.len() == 2 && among(KOREAN_SURNAMES, surname) && given.iter().all(|syllable| among(KOREAN_SYLLABLES, syllable)))
}

fn ends(word: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| word.len() >= ending.len() + 3 && word.ends_with(ending))
}

fn is_russian(word: &str) -> bool {
    ends(
        word,
        &[
            "ov", "ova", "ev", "eva", "enko", "enka", "sky", "skiy", "skyy", "skaya", "vich", "vych", "chuk",
            "yuk",
        ],
    ) && word.len() >= 6
}

fn is_persian(word: &str) -> bool {
    ends(word, &["zadeh", "nejad", "nezhad", "pour", "poor", "abadi", "ollah", "eddin", "ollahi", "ollahian"])
}

fn is_semitic(word: &str) -> bool {
    // Pinyin has a q without u as well, but always before i or u.
    let arabic_q = word.as_bytes().windows(2).any(|two| two[0] == b'q' && !matches!(two[1], b'i' | b'u'))
        || (word.len() > 3 && word.ends_with('q'));
    arabic_q
        || ends(word, &["ullah", "uddin", "allah", "abad", "eddine", "ollah"])
        || word.starts_with("abdul")
        || word.starts_with("abdel")
        || word.starts_with("abdol")
}

/// An article that does not lead: Muammar al Gaddafi, but not Al Gore; Osama bin Laden.
fn has_inner_article(words: &[&str]) -> bool {
    words.len() > 2
        && words[1..words.len() - 1].iter().any(|word| matches!(*word, "al" | "bin" | "ibn" | "bint" | "ul"))
}
