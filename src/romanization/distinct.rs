//! Given names that a letter tells apart and the rules would not.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Each line lists names that are not one another; the spellings of one name are joined with `=`.
const NAMES: &str = "
ahmad=ahmed=ahmet hamad=hamd hamed hamid=hameed hammad hamdi=hamdy hammoud=hamoud
hassan=hasan=hassen=hassane hussein=hossein=husain=hussain=hosein=husayn=hoseyn=hossain=hussin=hocine
saad=sad said=saeed=saied=saeid seyed=sayed=sayyed=seyyed=sayyid=sayid=syed saadi=sadi saeedi=saidi
saad=sad asad=assad asaad saud=saoud
salem salim=saleem=selim salam sallam salman=sulman suleiman=soleiman=sulaiman
salma=selma salima=saleema salama=salame=salameh salema saleema
amer=aamer=aamir amir=ameer emir amr omar=umar ammar=amar
amin=ameen=amine amina=aminah=amineh amna
jamal=gamal=djamal jamil=jameel=gamil=djamil kamal kamel=kamil
jamila=jameela=djamila jamal
majed=maged majid=majeed majd amjad
rashed rashid=rasheed=rachid rashad reshad
karim=kareem karam akram ikram ekram
jaber=jabir=gaber jabbar=jabar jabr=gabr
basem=basim=bassem=bassim bassam=basam
samer samir=sameer samar sami=samy samira=sameera samia=samya
hakem hakim=hakeem hakam
nader=nadir nadr nadira=nadera
hashem=hashim=hachem=hachim hisham=hicham=hesham
mahmoud=mahmud=mahmood mohammad=mohammed=muhammad=mohamed=mohamad=muhammed
mahmoud=mahmud=mahmood mahdi=mehdi
nasser=naser=nasir nassar=nasar nasr naseer
nasiri=nassiri naseri=nasseri nasri
maher mehr mahar=mahr
fayez=faiz=fayiz fayyaz=fayaz=fayyad=fayad
raed=raid raad=rad riad=riyad
adel=adil adeel=adeel adl
sabah=sabbah saba=sabaa
saleh=salih salah=salaah salha
eman=iman=imane ayman=aiman aman
eslam=islam aslam salam
fouad=fuad=foad=fuaad fawad
sadegh=sadeq=sadiq=sadek sedigh=seddigh=siddiq=siddique
sadegh sadiqi=sadeghi
nahed=nahid nahad=nihad=nehad
zaher=zahir zahr zuhair=zoheir zahra=zahraa
hana=hanaa hanna=hanan hannah
marjan=marjane marjaneh
hanan=hanane hananeh=hanana
yasmin=yasmine=yasmeen yasmina=yasminah
qazi=kazi=qadi ghazi
shahid=shaheed shahed=chahed shahd
habib=habeb habiba=habibah=habibeh
latif=lateef latifa=latifeh=latifah
aref=arif arefeh=arifa
hafez=hafiz hafeez
farid=fareed farida=farideh=faride
vahid=vaheed vahideh=vahide
hamid=hameed hamideh=hamida=hamide
rashid rashida=rashideh
fahd=fahad fahhad fahed
wael=wail=vael walid=waleed
wahid=waheed=vahid wahed
khalil=khaleel khalili
khaled=khalid=khaleed khalidi=khaledi khalil
jalal=jalaal jalil=jaleel
anas=annas anis=anees
aziz=azeez azizi
munir=mounir=moneer munira=mounira
nabil=nabeel nabila=nabeela
reza=riza=rida=ridha rezai=rezaei=rezaie
abed=abid abd abad=abbad
taher=tahir tahar=tahr
saber=sabir sabr=sabbar sabri=sabry saberi
jaberi jabbari=jabari jabri
saadi=sadi saeedi=saidi seyedi
abedi abadi abdi
javid=javed=javeed javad=jawad
masoud=masud=masood masad
moussaoui mousavi=moussavi=musavi
badr=bader badri=badry bahadur
";

/// Whether `a` and `b`, folded, are two given names that people tell apart though their consonants, and often all their letters but
/// one, agree. A word that no line lists is never distinct from another.
pub(crate) fn distinct(a: &str, b: &str) -> bool {
    /// For each spelling its lines, and which name of the line it is.
    static INDEX: LazyLock<HashMap<&str, Vec<(usize, usize)>>> = LazyLock::new(|| {
        let mut index: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
        for (at, line) in NAMES.lines().enumerate() {
            for (name, spellings) in line.split_whitespace().enumerate() {
                spellings.split('=').for_each(|spelling| index.entry(spelling).or_default().push((at, name)));
            }
        }
        index
    });
    if a == b {
        return false;
    }
    let (Some(a), Some(b)) = (INDEX.get(a), INDEX.get(b)) else { return false };
    // A spelling of two names (Nasir) is told apart from neither.
    !a.iter().any(|name| b.contains(name))
        && a.iter().any(|(line, _)| b.iter().any(|(other, _)| line == other))
}
