//! Where a written name comes from, as far as its letters say.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Origin;
use super::odds::odds;

/// Given names, surnames and places that are Arabic, Persian, Kurdish, Pashto or Urdu and hardly anything else.
const SEMITIC: &str = "
abbas abbasi abbass abdallah abdel abdi abdo abdol abdolali abdolkarim abdul abdulaziz abdulla abdullah abed abedi abedini abid abolfazl abolghasem abou aboubakr
abu abul adel adil adnan afghani afshar agha aghaei aghajari ahmad ahmadi ahmadian ahmadinejad ahmed aisha akbar akbari akhtar akhund akram alaa alaei alam alavi
alawi alaoui ali aliyar alireza alizadeh amer ameri amini amir amirabdollahian amirhossein amiri amjad ammar anas ansari anwar aqa arafat arash aref arif asad asadi asef asfar asghar
ashraf asif asghari asma asmaa assad atef atta attar awad awadi ayad ayatollah ayesha ayman ayoub ayub azad azadi azam azhar aziz azizi azzam baghaei baghdadi bagher bagheri bahonar bahram bahrami bajwa
bakhtiar bakr bandar baqer baqeri baradar baradei barghouti barzani basem bashar bashir bassam bassem batul bayati bayat behnam behrouz behzad beheshti belhaj belkacem benali bendjedid benkirane
bhutto bilal bilawal boroujerdi bouteflika boumediene bukhari chaudhry chamran dahlan daoud dariush darwish davood davoud dawood dehghan djamel ebadi ebrahim ebrahimi ehsan elahi elham emad emami esfahani eslam eslami
esmaeil esmail essam etemad ezzat ezzedine faez faezeh fadel fadhil fadi fadl fahad fahd fahim faisal faiz fakhri fakhrizadeh fallah fallahi faramarz fardin farhad farhan faris farid farooq farouk farrokh farshad faruq farzad farzaneh
fatah fateh fatemeh fatemi fathi fatima fawzi faysal fayez fayyad fazel fazl fereydoun firouz firouzabadi fouad fuad gaddafi galal gamal gamil geagea ghada ghaffar ghalibaf ghani ghanim ghanem ghannouchi ghasem ghasemi ghassan ghazali ghazi ghazaleh
gholam gholamhossein gholamreza ghulam ghorbani gilani golshifteh hadi haddad hadid haddadi hafez hafiz haftar haider haidar haj haji hajj hakim hakimi hamad hamada hamas hamdan hamdi hamdok hamed hamid hamidreza hammad
hammoud hamza hamzeh hanan haniyeh haniya haniyah haniyya haqqani haq haque hariri haroon hasan hasani hashem hashemi hashim hassan hassani hassoun hatami hatem haydar heidar heidari hekmatyar hesam heydar heydari hezbollah hicham
hisham hojatoleslam homayoun hoseini hosein hosni hossam hossain hossein hosseini houshang houssam houthi huda husain husni hussain hussam hussein husseini huzaifa ibrahim ibrahimi idris iftikhar ihsan ijaz ikram imad iman imran iqbal irfan
irawani iravani isa isfahani ishaq islam ismael ismail issa izzat izzadine jabbar jaber jabir jafar jafari jaffar jahan jahangir jahangiri jahromi jalal jalali jalil jamal jamali jameel jamil jamila jannati jasem jasim javad javadi javed javid jawad jibril jihad jinnah joumblatt jumblatt
kabir kadhim kadhimi kadyrov kahrizi kamal kamali kamel kamil kamran kani karami karbala karim karimi karroubi karzai kashani kassem kassim kavian kayani kaykhosrow kazem kazemi keyvan khaddam khadija khadijeh khajeh khaled khaleda khalaf khalid khalifa khalifeh khalil khalili khalilzad khamenei khan
khanjani kharazi kharrazi khashoggi khatami khatib khatibzadeh khavari khazali khazraji khoei khoeini khomeini khorasani khoshnaw khosro khosrow khoury khoja kiani kianoush kourosh kurdi laden lahoud lahham lamia laila larijani latif layla leila lotfi lotfollah lutfi maher mahathir mahdavi mahdi mahmood mahmoud mahmoudi
mahmud majed majid makki maleki malek maliki malik mansoor mansour mansouri mansur manouchehr manuchehr marwan maryam mashaal masri mashhadi mashal masood masoud masoumeh masud masri maulana maududi mawlawi mehdi mehran mehrdad meshaal mikati milad minoo mirza mirzaei moallem moazzam moez mofaz mofid moghaddam
moghadam mohamad mohamed mohammad mohammadi mohammadreza mohammed mohsen mohseni mohsin moin moinuddin mojtaba mokhtar mokri momeni montazeri mortaza mortazavi morteza morsi mosaddegh mossadegh mossadeq moslem mostafa mostafavi motahari motaleb mottaki moussa moussaoui mousavi moussavi moustafa
muallem muammar mubarak mufti mugniyah mughniyeh muhammad muhammed muhsin muhyiddin mujahid mukhtar mulla mullah munir muqtada murad mursi musa musharraf mushtaq muslih mustafa mutassim muttaqi nabih nabil nadeem nader nadim nadir naeem nafisi naim najib najibullah najm najjar naqvi narges naser naseri
nashat nasir nasiri nasr nasrallah nasreddin nasrin nasrollah nasser nasseri nawaf nawaz nayef nazanin nazarbayev nazari nazir nechirvan nejad nematollah nezam niazi nikzad nizar noori nour nouri nur nuri obaid obaidullah omar omid osama osman osmani oussama pahlavi pakpour parveen parviz parvez pasha pervez pezeshkian peyman pouria
qaani qabbani qaddafi qadir qaeda qahtani qaida qalibaf qandil qaradawi qasem qasemi qasim qassam qassem qassemi qomi quds qurei qureia qureshi rabbani radwan rafiq rafik rafic rafsanjani rahim rahimi rahman rahmani raisi rajab rajavi rajai rajoub ramadan ramin ramzi rana rantisi rashad rashed rashid raza razavi razaq reza rezaei rezaee rezai rida
riyad riyadh rohani rouhani rouhollah ruhani ruhollah saad saadi saadat sabah saber sabri sadat sadegh sadeghi sadeq sadik sadiq sadr saeed saeedi saeid safavi safi sahab said saidi saif saifullah sajjad saleh salehi salem salih salim salman sameh sami samir samira sanaa saqr sardar sarwar sattar saud sayed sayegh sayyaf sayyed sayyid seif
selim seyed seyyed shaath shabaab shafi shafiq shah shahab shahbaz shahid shahin shahram shahrokh shaikh shakib shakir shallah shamkhani shapour sharaa shareef sharia shariatmadari sharif sharifi shaukat shaykh sheikh shehbaz shibli shirazi shirin shukri siddiq siddiqi siddiqui sinjar siniora sinwar sirajuddin sistani sobhani
sohail sohrab soleiman soleimani soltan souri subhani suhail suleiman suleimani sultan tabatabaei taha taher tahir taieb talabani talal taleb taleban taliban tamer tamim tantawi taqi taqavi tareq tarek tariq tawfiq taymour tayyeb tehrani thani torkan turaj turki ubaidullah uday ulfat umar umm usama usman vahid vahidi velayati wael wahab wahid wail waleed walid
waqar yahya yaqoob yaqoub yasin yassin yaser yasir yasser yazdi younes younis yousaf yousef yousuf yousif youssef yunus yusuf zaher zahedi zahir zahra zaidi zakaria zaki zaman zangeneh zardari zarif zarqawi zawahiri zayd zayed zebari zeidan zein zeinab zia ziad ziyad zindani zoghbi zubaida zubair zubaydi
abha abyan aden afrin ahvaz ahwaz ajman aleppo algiers amman anbar aqaba arak ardabil arbil asadabad ashgabat asir aswan asyut awaza baalbek badakhshan baghdad baghlan baku balkh baluchistan bam bamyan basra batna behbahan beheira beirut bekaa benghazi bethlehem birjand birzeit bojnourd borujerd bukhara bushehr
dahuk damanhur damascus damietta dammam daraa darfur daraya deir derna dezful dhahran dhamar dhofar diwaniya diyala diyarbakir djerba doha dohuk douma dubai dushanbe erbil esfahan faisalabad fallujah faryab fujairah gabes gafsa gaza ghardaia ghazni ghor ghouta giza golan golestan gorgan hail hajjah
hama hamadan hamedan haql hasakah hebron hejaz helmand herat hilla hilla hodeidah hodeida homs hormozgan hudaydah ibb idlib irbid isfahan isfara islamabad ismailia jabalia jalalabad jazan jeddah jenin jericho jizan jowzjan kabul kairouan kandahar karachi karaj karak kerbala kerman kermanshah kharg khartoum khiva khobar khorramabad khorramshahr khost khuzestan kirkuk
kobani kordofan kufa kunar kunduz kut laghman lahijan lahore lashkargah latakia logar lorestan luxor madaba mahabad maragheh marib marrakesh marrakech mashhad mazar meknes mecca misrata misurata mosul multan muscat nablus najaf najran nangarhar nasiriyah natanz nimroz nineveh nishapur nizwa nouakchott nuristan oran ouargla
paktia paktika panjshir parwan peshawar qalqilya qamishli qandahar qatif qatar qazvin qom qunaitra quetta quneitra rabat rafah ramadi ramallah raqqa rasht rawalpindi sabha sabzevar sadah safad sahel salalah salfit samarkand samarra sanandaj saqqez sari saveh sebha semnan sfax sharjah shibam shiraz shush sidon sinai sirjan sirte sistan sohar
sousse suez sulaymaniyah sulaimaniya suwayda taba tabriz tabuk taif taiz takhar tangier tanta tartus tehran tetouan tikrit tobruk tripoli tulkarm tyre urmia uruzgan wardak wasit yanbu yasuj yazd yathrib zabol zabul zagazig zahedan zahle zanjan zarqa zawiya zintan
";

/// Those of them that are Persian: no article is added to them, and their spelling follows the mouth of Tehran.
const PERSIAN: &str = "
abdollahian abdolkarim abolfazl abolghasem aghaei ahmadinejad ahmadreza alireza amirabdollahian amirhossein arash ardeshir azadeh baghaei bagher bagheri bahonar bahram behnam behrouz behzad boroujerdi chamran dariush darioush davood davoud ebadi ebrahim ebrahimi ehsan elham
esfahani esmaeil esmail fakhrizadeh faramarz farhad farrokh farshad farzaneh fatemeh fereydoun firouz firouzabadi ghalibaf ghasemi gholam gholamhossein gholamreza golshifteh hamidreza heidari heydari homayoun hosein hoseini hossein hosseini houshang iravani jahangir jahangiri jahromi jannati javad
kamran karroubi kashani kazem kazemi keyvan khamenei kharazi kharrazi khatami khatibzadeh khomeini khosro khosrow kianoush kourosh larijani mahdavi manouchehr mehdi mehran mehrdad mohammadi mohammadreza mojtaba mortazavi morteza mostafa mousavi mottaki nasrin nejad pakpour parviz peyman pezeshkian pouria qalibaf qasemi rafsanjani rahimi raisi rajavi
reza rezaei rezaee rouhani rouhollah ruhollah sadegh sadeq safavi saeid salehi seyed seyyed shamkhani shahram shapour shirazi shirin sohrab soleimani tabatabaei tehrani turaj vahid vahidi velayati yazdi zangeneh zarif zahra
ahvaz arak ardabil bushehr esfahan isfahan karaj kerman kermanshah mashhad natanz qazvin qom rasht sanandaj shiraz tabriz tehran urmia yazd zahedan zanjan hamadan hamedan khuzestan lorestan golestan kabul kandahar herat dushanbe ashgabat samarkand bukhara
";

const RUSSIAN: &str = "
akhmetov aleksandar aleksander aleksandr aleksei aleksey alexei alexey alyaksandr anatoli anatoly andrei andrey andriy arkady arseniy bogdan bortnikov dmitri dmitriy dmitry dmytro evgeny evgeniy gennady georgy ivan igor kadyrov konstantin kirill leonid lavrov maksim matviyenko medvedev mikhail mykola mykhailo nikolai nikolay oleg oleh oleksandr oleksiy olena
patrushev pavel peskov petro poroshenko prigozhin putin ramzan ruslan sergei sergey serhiy sergiy shoigu sobyanin stanislav svetlana timoshenko tymoshenko valentina valery vasily vasyl viacheslav vitaliy vitaly vladimir vladislav volodymyr vyacheslav yanukovych yatsenyuk yegor yekaterina yelena yeltsin yevgeny yulia yuri yuriy zakharova zelensky zelenskyy zelenskiy zhirinovsky zyuganov
belarus donetsk kharkiv kharkov kherson kiev kyiv luhansk lugansk mariupol minsk moskva odesa odessa rostov sevastopol zaporizhzhia zaporozhye
";

const HEBREW: &str = "
ashkenazi avigdor avraham barkat bezalel binyamin chaim dayan deri edelstein ehud eisenkot eliyahu erdan eyal gallant gantz gvir haim halevi hanegbi herzog itamar kahana katz kochavi lapid levin lieberman livni menachem mofaz moshe naftali netanyahu olmert peres peretz rabin regev reuven rivlin shai shalom shamir sharansky shimon shlomo
smotrich tzachi tzahi tzipi tzvi yaakov yaalon yadlin yair yariv yehuda yisrael yitzhak yitzchak yoav yosef yossi zeev
ashdod ashkelon beersheba eilat haifa herzliya metula nahariya netanya sderot tiberias tzfat
";

const TURKISH: &str = "
abdulhamit ahmet akar alparslan altun bahceli berat binali bozdag bulent cavusoglu cemal cevdet davutoglu demirel demirtas devlet ecevit ekrem erbakan erdogan ersin fidan fuat gulen hakan hulusi ilham imamoglu ismet kalin kaplan kemal kilicdaroglu mehmet melih mevlut muharrem numan omer ozal ozel recep sadettin selahattin simsek soylu suleyman tansu tatar tayyip
turgut ulusoy yavas yildirim yilmaz gurbanguly berdimuhamedov berdymukhamedov niyazov ankara antalya izmir bursa gaziantep konya adana trabzon erzurum kayseri mersin eskisehir sanliurfa edirne
";

/// Words of English names of bodies and places: a name with one of them is not respelled letter by letter.
const ENGLISH: &str = "
a academy administration affairs agency air alliance and arab army assembly association authority bank base battalion board brigade brigades brotherhood bureau camp campaign center central centre city coalition command commission committee company conference congress corps corporation council
county court department development district east eastern emirate emirates federation fighters for force forces foreign free freedom front government great group guard guards high house human in independent information institute intelligence international island islands islamic jihad joint justice kingdom labor
labour lake league liberation local military ministry mission mosque mount mountain mountains movement muslim national network new news north northern of office on operation organisation organization party peace people peoples police political popular port president press province radio red
refugee region regional republic research resistance revolution revolutionary right rights river royal russian saint sea security service social society south southern special state states strip supreme television territory territories the tribunal troops union united university valley west western white world
";

/// Given names that are hardly ever Arabic or Persian, so that what the letters of a surname suggest counts for nothing.
const WESTERN: &str = "
aaron alan albert alex alexander alfred alice allan allen alvin amanda amy andre andrea andrew angela anita ann anna anne annie anthony
antonio arthur ashley barbara barry benjamin bernard betty beverly bill billy bob bobby brad bradley brandon brenda brent brian bruce
bryan calvin carl carlos carmen carol caroline carolyn carrie catherine cecil chad charles charlie charlotte cheryl chester chris
christian christina christine christopher cindy clara clarence claude clifford clyde connie corey craig crystal curtis cynthia dale dan
daniel danny david dawn dean debbie deborah debra denise dennis derek diana diane don donald donna doris dorothy douglas duane earl eddie
edgar edith edna edward edwin eileen elaine elizabeth ellen emily emma eric erica ernest ernesto esther ethel eugene eva evelyn fernando
florence floyd francis francisco frank franklin fred frederick gary gene george gerald geraldine gilbert gladys glen glenn gloria gordon
grace graham greg gregory guy harold harry harvey heather hector helen henry herbert herman howard hugh ian irene isabel ivan jack jackie
jacob jacqueline james jamie jane janet janice jason jay jean jeff jeffrey jennifer jeremy jerome jerry jesse jessica jesus jill jim jimmy
jo joan joe joel john johnny jon jonathan jorge jose joseph joshua joyce juan juanita judith judy julia julie june justin karen kate
katherine kathleen kathryn kathy keith kelly kenneth kevin kim kimberly kurt kyle larry laura lauren lawrence lee leo leon leonard leroy
leslie lester lewis linda lisa lloyd lois lori louis louise lucille luis luke lynn marcus margaret maria marie mario marion marjorie mark
martha martin marvin matthew maurice max megan melanie melissa melvin michael michelle miguel mike mildred milton monica nancy nathan neil
nicholas nicole nigel norma norman oscar pamela patricia patrick paul paula pauline pedro peggy peter philip phil phillip phyllis rachel
rafael ralph ramon randall randy ray raymond rebecca regina ricardo richard rick ricky rita robert roberta roberto robin rodney roger
roland ron ronald rosa rose ross roy ruby russell ruth ryan sally samuel sandra scott sean shannon sharon shawn sheila sherry shirley
sidney simon stacy stanley stephanie stephen steve steven stuart sue susan suzanne sylvia ted teddy teresa terry thelma theodore theresa
thomas tiffany tim timothy tina todd tom tommy tony tracy travis troy tyler valerie vanessa vera vernon veronica vicki victor victoria
vincent virginia vivian wallace walter wanda warren wayne wendy wesley wilbur wilhelm william willie yolanda yvonne zachary
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
    pub fn of_script(native: &str) -> Option<Origin> {
        let has = |test: fn(char) -> bool| native.chars().any(test);
        match () {
            _ if has(|c| matches!(c, 'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی')) => Some(Origin::Persian),
            _ if has(|c| ('\u{600}'..='\u{6ff}').contains(&c)) => Some(Origin::Arabic),
            _ if has(|c| ('\u{590}'..='\u{5ff}').contains(&c)) => Some(Origin::Hebrew),
            _ if has(|c| ('\u{400}'..='\u{52f}').contains(&c)) => Some(Origin::Russian),
            _ => None,
        }
    }

    /// Where a folded name comes from, by its words: names that are listed, endings and letters that only one language has. English
    /// words make it [`Other`](Origin::Other), as does anything unknown; a caller who knows better says so.
    pub fn guess(folded: &str) -> Origin {
        let words: Vec<&str> = folded.split([' ', '.', ',']).filter(|word| !word.is_empty()).collect();
        let lists: Vec<Option<Listed>> = words.iter().map(|word| listed(word)).collect();
        let any = |test: fn(&str) -> bool| words.iter().any(|word| test(word));
        let has = |origin: Origin| lists.contains(&Some(Listed::As(origin)));
        let is_semitic_name = has(Origin::Persian) || has(Origin::Arabic);
        match () {
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
