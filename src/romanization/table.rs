//! The rows: which letters may stand for which, where in a word, at what cost, under which rule's name.
//!
//! A line is one rule, a cost, a place and two or more spellings that stand for each other (`-` is none). The cost says how far apart two
//! words are that differ so: 1 is a matter of taste, 4 needs the rest of the word to agree, 7 a long word. A `!` behind it: read so, but
//! never written.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Origin, SpellingRule};

/// Arabic, Persian, Kurdish, Urdu: the letters are the same, the habits of Cairo, Tunis, Tehran and Lahore are not.
const SEMITIC: &str = "
q-gh           2  any              q gh
q-k            3  any              q k
q-k            2  end              que q k
q-k            3  before-vowel     qu q
q-k            5  any              gh k
q-k            6! any              k g
q-g            4  any              q g
q-g            4  any              gh g
k-c            2  any              k c
k-c            2  inner            ck k
k-c            4! any              q c
kh-h           7  any              kh k
kh-h           8! any              kh ch
j-dj           2  any              j dj
j-dj           3  inner            jj dj
j-zh           3  any              j zh
j-g            4  before-vowel     j g
j-g            5  before-vowel     dj g
j-g            1  any              gui gi
j-g            1  any              gue ge
j-g            4  any              gui ji
j-g            4  any              gue je
sh-ch          3  any              sh ch
sh-ch          2  any              ch tch
sh-ch          4  any              sh sch
dh-d           2  any              dh d
dh-d           3  inner            dd dh
dh-z           3  any              dh z
th-t           3  any              th t
th-t           4! inner            tt th
th-t           4! any              th dh
th-s           3  any              th s
t-d            6  end              t d
s-z            3  any              ss s z
s-z            4  any              c s
b-p            3  any              b p
v-w            2  before-vowel     v w
v-w            7  any              v f
w-ou           3  before-vowel     w ou
w-ou           3  before-vowel     w u
w-ou           4  before-vowel     w o
w-ou           4  before-vowel     v ou
w-ou           3  inner            ww ou
f-ph           2  any              f ph
ks-x           2  inner            ks x

double-letter  1  inner            ss s
double-letter  1  inner            yy y
double-letter  2  inner            bb b
double-letter  2  inner            cc c
double-letter  2  inner            dd d
double-letter  2  inner            ff f
double-letter  2  inner            gg g
double-letter  2  inner            hh h
double-letter  2  inner            jj j
double-letter  2  inner            kk k
double-letter  2  inner            ll l
double-letter  2  inner            mm m
double-letter  2  inner            nn n
double-letter  2  inner            pp p
double-letter  2  inner            qq q
double-letter  2  inner            rr r
double-letter  2  inner            tt t
double-letter  2  inner            vv v
double-letter  2  inner            ww w
double-letter  2  inner            zz z
double-letter  2  inner            ssh sh
double-letter  2  inner            shsh sh
double-letter  2  inner            kkh kh

final-eh       1  end              ah a
final-eh       1  end              eh e
final-eh       2  end              ah eh
final-eh       3  end              a eh
final-eh       3  end              a e
final-eh       3  end              ah e
final-eh       2  end              oh o
final-eh       3  end              iyeh ia
final-eh       3  end              ieh ia
final-eh       4  deep             eh e
mute-e         2  end              ine in
mute-e         2  end              ane an
mute-e         3  end              ene en
mute-e         3  end              oune oun
mute-e         3  end              een ine

i-ee           1  any              i ee
i-ee           1  any              i ii
i-ee           2  any              ie ee
i-ee           2  any              y ee
i-ee           3  any              e ee
i-ee           3  any              i ea
i-ee           4  any              a ea
y-i            2  any              y i
y-i            2  any              iy i
y-i            2  end              ie i
y-i            3  end              ie y
y-i            4  end              ey i
i-e            2  start            i e
i-e            3  not-last         i e
i-e            2  last             i e
a-e            2  not-last         a e
a-e            4  last             a e
a-e            2  end              ad ed
a-e            3  any              ae e
a-e            3  any              ae a
u-ou-oo        1  any              u ou oo
u-o            2  any              u o
u-o            2  any              ou o
u-o            3  any              oo o
ow-ou-aw       2  any              ow o
ow-ou-aw       2  any              ow ou
ow-ou-aw       3  any              ow u
ow-ou-aw       2  any              ow aw
ow-ou-aw       2  any              ow au
ow-ou-aw       1  any              aw au
ow-ou-aw       3  any              aw o
ow-ou-aw       3  any              aw ou
ow-ou-aw       3  any              au o
ow-ou-aw       3  any              au ou
ow-ou-aw       3  any              ov ow
ow-ou-aw       3  any              av aw
ow-ou-aw       3  any              av aou
ow-ou-aw       2  any              aw aou
ow-ou-aw       2  any              aou au awu awoo avou avoo awou aoo avu awo
ow-ou-aw       2  any              ao au
ow-ou-aw       2  inner            wu u
ow-ou-aw       2  inner            wo u
ow-ou-aw       2  any              uwa ua
ow-ou-aw       2  any              uwe ue
ei-ai-ey       1  any              ei ey ai ay ae
ei-ai-ey       4  any              ei e
ei-ai-ey       4  any              ey e
ei-ai-ey       4  any              ai e
ei-ai-ey       4  any              ay e
ei-ai-ey       5  any              ei i
ei-ai-ey       2  start            ei i
ei-ai-ey       4  any              ey ee
ei-ai-ey       6  any              ai i
aei-ai         1  any              aei ai aee aie ayi ayee aye aii
aei-ai         2  any              ouei oei oui oie oee uei ui ooei uyi ouyi oyi ooie ouie uee ouee oi
long-vowel     1  any              aa a
long-vowel     4! any              oa o
dropped-vowel  4  last-between     a -
dropped-vowel  4  last-between     e -
dropped-vowel  4  last-between     o -
dropped-vowel  5  first-between    a -
dropped-vowel  5  first-between    e -
dropped-vowel  5  first-between    o -
dropped-vowel  5  first-between    u -
dropped-vowel  7  between          a -
dropped-vowel  6  between          e -
dropped-vowel  7  between          i -
dropped-vowel  4  start-cluster    i -
dropped-vowel  4  start-cluster    e -

vowel          2  any              a e
vowel          2  any              i e
vowel          2  any              ei e
vowel          3  any              u e
vowel          3  any              u i
vowel          3  any              o e
vowel          3  any              o a
vowel          3  any              u a
vowel          3  any              yu u
vowel          4  between          a -
vowel          4  between          e -
vowel          4  between          i -
vowel          4  between          o -
vowel          4  between          u -
vowel          3  end              e -
s-sh           4  any              sh s
t-d            2  end              abat abad

ollah-ullah-allah  1  any          allah ollah ullah alla olla ulla ellah
abd-abu        1  inner            bdu bde bdo bda
abd-abu        2  inner            bdul bd
abd-abu        2  inner            bdol bd
abd-abu        2  inner            bdel bd
abd-abu        2  inner            bdal bd
abd-abu        1  start            abu abou abo aboo ebu
abd-abu        2  start            bou abou
abd-abu        3  start            bou abu
bin-ibn        1  start            bin ben ibn ebn bn
article        1! mid              ald eld uld old add edd udd odd
article        1  inner            aldin eldin uldin oldin addin eddin uddin oddin adin edin udin
article        3! deep             ul el al ol
article        2  inner            lr rr r
article        2  inner            ld dd
article        2  inner            ld d
article        2  inner            lsh sh
article        2  inner            ls ss
article        3  inner            ls s
article        2  inner            lz zz
article        3  inner            lz z
article        2  inner            ln nn
article        3  inner            ln n
article        2  inner            lt tt
article        3  inner            lt t
article        2  start            al l
article        2  start            el l
article        4  start            ess s
article        4  start            enn n
article        4  start            err r
article        4  start            ett t
article        4  start            edd d
article        4  start            ezz z
article        4  start            ech ch
article        4  start            ech sh
article        4  start            esh sh
";

/// How many bits it takes to write one spelling for another: the binary logarithm of how often it stands for each time it is so written.
/// Unlike a cost, it has a direction: `oo` is often written for `u`, but a `u` seldom as `oo`, there being so many. Counted over the
/// spellings of one person with one another: here of 1,916 people from Iran and Afghanistan (Wikidata, CC0).
const PERSIAN_BITS: &str = "
a-e any ae>e=6 e>ae=9
a-e end ed>ad=3 ad>ed=5
a-e last e>a=6 a>e=7
a-e not-last e>a=5 a>e=6
abd-abu inner bdo>bdu=2 bdu>bdo=2
abd-abu start aboo>abo=2 abou>abo=2 abo>aboo=3 abo>abou=3
aei-ai any aee>aei=1 aie>aei=1 aei>aee=2 aii>aee=2 aii>ai=2 ayi>aei=2 aee>ai=3 aei>ai=3 ai>aei=3 aye>ai=3 ayi>ai=3 aei>aie=4 aei>ayi=4 ai>aee=4 ayi>aee=4 aee>aii=5 aee>ayi=5 ai>ayi=5 ai>aii=6 ai>aye=6
article inner eddin>oddin=2 eddin>uddin=2 uddin>eddin=2 oddin>eddin=4
double-letter inner ff>f=1 ss>s=1 tt>t=1 yy>y=1 bb>b=2 dd>d=2 hh>h=2 jj>j=2 kk>k=2 zz>z=2 ll>l=3 rr>r=3 s>ss=3 mm>m=4 y>yy=4 j>jj=5 b>bb=6 f>ff=6 k>kk=6 l>ll=6 d>dd=7 m>mm=7 t>tt=7 z>zz=8 r>rr=9 h>hh=10
dropped-vowel between a>-=9 e>-=10 i>-=10
dropped-vowel first-between o>-=7 e>-=8 a>-=10
ei-ai-ey any ey>ei=2 ei>ey=3 ai>ei=4 ay>ei=4 ay>ey=4 ey>ay=4 ai>ay=5 ai>ey=5 ay>ai=5 ei>i=5 ey>ai=5 ai>i=6 ay>e=6 ei>ai=6 ei>ay=6 ey>e=6 i>ei=8 ei>e=9 e>ay=10 e>ey=10 i>ai=10 e>ei=11
ei-ai-ey start ei>i=2 i>ei=4
final-eh end e>eh=3 eh>e=3 eh>a=4 a>eh=5 ah>a=5 ah>eh=5 eh>ah=5 e>a=6 a>ah=7 a>e=8
i-e last e>i=5 i>e=5
i-e not-last e>i=6 i>e=6
i-e start i>e=2 e>i=3
i-ee any ee>i=3 ii>i=3 ee>e=6 i>ee=9 e>ee=10 i>ii=11
j-g before-vowel g>j=4 j>g=5
long-vowel any aa>a=1 a>aa=9
mute-e end ine>in=2 in>ine=7
ollah-ullah-allah any ullah>ollah=2 ollah>ullah=3
ow-ou-aw any ow>o=1 aou>awoo=2 au>awoo=2 awoo>aou=2 awoo>au=2 aw>o=3 o>ow=8 o>aw=9
q-g any g>gh=4 gh>g=5
q-gh any gh>q=1 q>gh=1
q-k any q>k=7 k>q=8
u-o any oo>o=4 ou>o=4 u>o=4 o>u=5 o>ou=6 o>oo=7
u-ou-oo any oo>ou=1 oo>u=2 ou>oo=2 ou>u=2 u>ou=3 u>oo=4
y-i any iy>i=1 y>i=3 i>y=6 i>iy=8
y-i end ie>i=2 i>ie=8
";

/// The same for 2,516 people from Arab countries and Pakistan.
const ARABIC_BITS: &str = "
a-e end ad>ed=2 ed>ad=2
a-e last e>a=4 a>e=5
a-e not-last e>a=4 a>e=6
abd-abu inner bde>bdu=4 bdu>bde=4
abd-abu start abou>abu=1 abu>abou=1
aei-ai any aye>ai=2 ayee>aee=2 aee>ai=3 aee>ayee=3 ai>aye=6 ai>aee=7
article inner edin>eddin=2 eddin>edin=3
bin-ibn start bin>ben=1 ben>bin=2
dh-d any dh>d=3 d>dh=8
dh-d inner dd>dh=4 dh>dd=5
double-letter inner ff>f=2 hh>h=2 nn>n=2 ss>s=2 yy>y=2 bb>b=3 ll>l=3 mm>m=3 dd>d=4 rr>r=4 s>ss=4 tt>t=4 m>mm=5 y>yy=5 f>ff=6 b>bb=7 l>ll=7 t>tt=7 n>nn=8 d>dd=9 h>hh=9 r>rr=9
dropped-vowel between e>-=8 i>-=8 a>-=9
dropped-vowel first-between e>-=7 a>-=9
dropped-vowel last-between o>-=3 e>-=7 a>-=8
dropped-vowel start-cluster i>-=6
ei-ai-ey any ay>ai=2 ae>ai=3 ei>ai=3 ai>ay=4 ai>e=5 ai>ei=5 ay>ei=5 ei>ay=5 ei>e=5 ai>ae=7 e>ai=7 e>ei=10
final-eh end ah>a=3 eh>ah=3 a>ah=5 ah>eh=6 e>a=6 a>e=8
i-e last e>i=5 i>e=5
i-e not-last e>i=5 i>e=5
i-e start e>i=3 i>e=3
i-ee any ee>i=1 ee>e=4 i>ee=5 e>ee=8
j-g before-vowel g>j=4 j>g=5
k-c any c>k=4 k>c=7
kh-h any kh>k=6 k>kh=7
long-vowel any aa>a=2 a>aa=8
mute-e end ane>an=2 ine>in=2 een>ine=3 in>ine=4 ine>een=4 an>ane=5
ollah-ullah-allah any ellah>allah=2 allah>alla=3 allah>ellah=3 allah>ullah=3 ulla>ullah=3 ullah>allah=3 ullah>ulla=3 alla>allah=4
ow-ou-aw any aou>aw=3 au>o=3 au>ou=3 aw>aou=3 ow>aw=3 ow>ou=3 aw>ow=5 ou>au=7 ou>ow=7 o>au=8
q-g any g>gh=5 gh>g=5 g>q=6 q>g=6
q-k any q>k=4 k>q=5
q-k before-vowel qu>q=3 q>qu=5
q-k end que>q=1 q>que=2 q>k=3 k>q=4
u-o any o>u=4 ou>o=4 u>o=4 oo>o=5 o>ou=6 o>oo=9
u-ou-oo any oo>u=2 oo>ou=3 ou>u=3 u>ou=4 ou>oo=6 u>oo=6
w-ou before-vowel ou>w=5 w>ou=5
y-i any iy>i=1 y>i=3 i>y=6 i>iy=9
";

/// What is read but never written (99), or seldom: misreadings, halves of articles, habits of one country.
const SEMITIC_BITS: &str = "
article inner rr>lr=99 r>lr=99 r>rr=99 dd>ld=99 d>ld=99 sh>lsh=99 ss>ls=99 s>ls=99 zz>lz=99 z>lz=99 nn>ln=99 n>ln=99 tt>lt=99 t>lt=99
article start l>al=99 l>el=99 al>l=99 el>l=99 s>ess=99 n>enn=99 r>err=99 t>ett=99 d>edd=99 z>ezz=99 ch>ech=99 sh>ech=99 sh>esh=99
abd-abu inner bd>bdul=99 bd>bdol=99 bd>bdel=99 bd>bdal=99
abd-abu start abu>ebu=99 abou>ebu=99 abo>ebu=99 aboo>ebu=99 abou>bou=99
a-e any a>ae=99 e>ae=99
i-ee any i>ea=99 a>ea=99 e>ee=10 y>ee=99
ow-ou-aw any ua>uwa=99 ue>uwe=99 u>ow=99 au>ao=99
ow-ou-aw inner u>wu=99 u>wo=99
w-ou before-vowel w>u=99 w>o=99 u>w=99 o>w=99 ou>v=99
th-t any t>th=9
dh-z any z>dh=9
s-z any s>c=99 z>ss=99 ss>z=99 s>z=10 s>ss=99
f-ph any f>ph=11
k-c inner k>ck=99
sh-ch any ch>tch=10
ks-x inner ks>x=9
b-p any b>p=11 p>b=9
";

/// Russian, Ukrainian and Belarusian; Bulgarian and Serbian come near enough.
const RUSSIAN: &str = "
slavic-vowel   1  any              ei ey ej
slavic-vowel   1  end              iy y i ii
slavic-vowel   2  any              ij y i
slavic-vowel   2  any              yo e
slavic-vowel   1  any              yo io
slavic-vowel   3  any              yo o
slavic-vowel   1  start            ye e
slavic-vowel   1  after-vowel      ye e
slavic-vowel   2  any              ye e
slavic-vowel   2  any              ie e
slavic-vowel   1  any              ya ia
slavic-vowel   2  any              ja ya
slavic-vowel   1  any              yu iu
slavic-vowel   2  any              ju yu
slavic-vowel   1  any              ay ai
slavic-vowel   1  any              oy oi
slavic-vowel   2  any              yi i
slavic-vowel   3  before-vowel     y -
slavic-vowel   4  between          e a
dropped-vowel  4  between          i -
u-ou-oo        2  any              u ou
kh-h           3  any              kh h
kh-h           4  any              kh ch
j-zh           4  any              zh j
j-dj           2  any              dzh j
ts-tz          2  any              ts tz
ts-tz          4  any              ts c
ks-x           1  any              ks x
k-c            2  any              k c
v-w            2  any              v w
f-ph           2  any              f ph
sh-ch          2  any              ch tch
sh-ch          3  any              ch tsch
sh-ch          3  any              sh sch
sh-ch          3  any              shch sch
q-g            3  any              gh g
slavic-ending  3  end              ov off
slavic-ending  3  end              ev eff
slavic-ending  2  end              yov ev
slavic-ending  3  end              iov ev
slavic-ending  3  end              in ine
slavic-ending  3  end              enko enka
slavic-ending  1  end              sky ski skiy skii skyi
double-letter  2  inner            ss s
double-letter  2  inner            nn n
double-letter  2  inner            ll l
";

const RUSSIAN_BITS: &str = "
slavic-vowel any ei>ey=2 ey>ei=2 ej>ei=2 ej>ey=3 ei>ej=7 ey>ej=8 ij>y=3 ij>i=4 y>ij=99 i>ij=99 yo>e=3 e>yo=99 yo>io=4 io>yo=4 o>yo=99 e>ye=99 ye>e=3 ie>e=5 e>ie=99 ya>ia=3 ia>ya=3 ja>ya=3 ya>ja=8 yu>iu=4 iu>yu=4 ju>yu=3 yu>ju=8 ay>ai=3 ai>ay=4 oy>oi=3 oi>oy=3 yi>i=4 i>yi=99
slavic-vowel end iy>y=2 iy>i=3 y>iy=3 y>i=3 i>iy=4 i>y=3 ii>y=3 ii>iy=3 y>ii=5 iy>ii=4 i>ii=6
slavic-vowel start ye>e=2 e>ye=3
slavic-vowel after-vowel ye>e=2 e>ye=3
slavic-vowel before-vowel y>-=99
slavic-vowel between e>a=8 a>e=8
dropped-vowel between i>-=6
y-i any y>i=4 i>y=4
u-ou-oo any u>ou=6 ou>u=2
kh-h any kh>h=5 h>kh=6 kh>ch=7 ch>kh=99
j-zh any zh>j=6 j>zh=5
j-dj any dzh>j=3 j>dzh=5
ts-tz any ts>tz=7 tz>ts=3 ts>c=9 c>ts=9
ks-x any ks>x=3 x>ks=3
k-c any k>c=7 c>k=3
v-w any v>w=7 w>v=3
f-ph any f>ph=99 ph>f=3
sh-ch any ch>tch=7 tch>ch=2 ch>tsch=9 sh>sch=8 shch>sch=7 sch>shch=99 sch>sh=4
q-g any g>gh=99 gh>g=3
slavic-ending end sky>ski=4 sky>skiy=3 sky>skii=5 sky>skyi=5 ov>off=7 off>ov=2 ev>eff=7 eff>ev=2 yov>ev=4 ev>yov=6 ev>iov=99 iov>ev=3 in>ine=7 ine>in=2 enko>enka=6 enka>enko=3
double-letter inner s>ss=6 n>nn=7 l>ll=7
";

const HEBREW: &str = "
ts-tz          1  any              tz ts
ts-tz          2  any              tz z
ts-tz          3  any              ts z
kh-h           2  any              kh ch h
k-c            2  any              k c
q-k            3  any              k q
v-w            2  any              v w
f-ph           1  any              f ph
sh-ch          2  any              sh sch
th-t           2  any              th t
ks-x           2  any              ks x
y-i            2  any              y i
y-i            2  any              iy i
i-ee           1  any              ee i
i-ee           2  any              ie i
i-e            4  any              i e
u-ou-oo        1  any              u ou oo
u-o            4  any              u o
long-vowel     1  any              aa a
final-eh       1  end              ah a
final-eh       1  end              eh e
dropped-vowel  4  between          e -
ei-ai-ey       1  any              ai ay
ei-ai-ey       1  any              ei ey
ei-ai-ey       3  any              ei e
ei-ai-ey       1  any              oy oi
ei-ai-ey       2  any              ayi ai
a-e            2  any              yehu yahu
double-letter  2  inner            bb b
double-letter  2  inner            dd d
double-letter  2  inner            ll l
double-letter  2  inner            mm m
double-letter  2  inner            nn n
double-letter  2  inner            pp p
double-letter  2  inner            rr r
double-letter  2  inner            ss s
double-letter  2  inner            tt t
double-letter  1  inner            yy y
double-letter  2  inner            zz z
";

const HEBREW_BITS: &str = "
long-vowel any a>aa=10 aa>a=2
double-letter inner b>bb=8 d>dd=8 l>ll=8 m>mm=8 n>nn=8 p>pp=7 r>rr=8 s>ss=7 t>tt=8 y>yy=8 z>zz=8
u-ou-oo any u>oo=7 u>ou=4 ou>oo=7 oo>u=3
i-ee any i>ee=8 i>ie=9
i-e any i>e=8 e>i=8
kh-h any h>kh=9 h>ch=5 ch>h=4 kh>ch=4 ch>kh=5
k-c any k>c=8 c>k=4
q-k any k>q=99
f-ph any f>ph=99 ph>f=3
v-w any v>w=8
sh-ch any sh>sch=8 sch>sh=3
th-t any t>th=7 th>t=4
ts-tz any tz>ts=4 ts>tz=4 tz>z=5 z>tz=5 ts>z=6 z>ts=7
y-i any y>i=6 i>y=6 i>iy=10
final-eh end a>ah=4 ah>a=3 e>eh=5 eh>e=3
dropped-vowel between e>-=8
ei-ai-ey any ei>e=6 e>ei=10 ai>ay=4 ay>ai=4 ei>ey=4 ey>ei=4 ai>ayi=99 oi>oy=4 oy>oi=4
a-e any yahu>yehu=7 yehu>yahu=3
";

/// Turkish, Azerbaijani, Turkmen, once the fold has taken the marks off their letters.
const TURKISH: &str = "
turkish-letter 3  any              s sh
turkish-letter 3  any              c ch
turkish-letter 3  any              c j
turkish-letter 1  end              oglu oghlu
turkish-letter 3  any              x kh h
turkish-letter 4  any              h kh
q-gh           3  any              q gh
q-g            2  any              q g
q-g            3  any              g gh
q-k            3  any              q k
k-c            4  any              k c
v-w            3  any              v w
t-d            3  end              t d
y-i            2  any              y i
y-i            2  any              iy i
a-e            3  any              a e
u-ou-oo        2  any              u ou oo
u-ou-oo        2  any              u ue
u-o            2  any              o oe
ei-ai-ey       1  any              ei ey
ei-ai-ey       1  any              ai ay
slavic-vowel   3  start            ye e
double-letter  2  inner            ss s
double-letter  2  inner            tt t
double-letter  2  inner            ll l
double-letter  2  inner            kk k
";

const TURKISH_BITS: &str = "
turkish-letter any s>sh=6 sh>s=4 c>ch=6 ch>c=4 c>j=8 j>c=8 h>kh=9 kh>h=6 h>x=99 kh>x=99
q-gh any q>gh=6 gh>q=6
q-g any q>g=4 g>q=9 g>gh=8 gh>g=4
q-k any q>k=5 k>q=9
k-c any k>c=99 c>k=99
v-w any v>w=8
t-d end t>d=6 d>t=6
y-i any y>i=6 i>y=7 i>iy=10
a-e any a>e=9 e>a=9
u-ou-oo any u>ou=6 u>oo=9 u>ue=7 ue>u=3
u-o any o>oe=8 oe>o=3
double-letter inner s>ss=8 t>tt=8 l>ll=8 k>kk=8
";

/// Korean: the letters of the North, of the South and of McCune and Reischauer. A first name is two syllables, each in letters of its own.
const KOREAN: &str = "
korean-letter  1  any              u oo
korean-letter  1  any              ee i
korean-letter  2  any              u eu
korean-letter  2  any              o u eo
korean-letter  2  any              ui hui
korean-letter  2  any              ae ai
korean-letter  3  start            j ch
korean-letter  3  start            g k
korean-letter  3  start            d t
korean-letter  3  start            b p
korean-letter  2  start            yi i
";

const KOREAN_BITS: &str = "
korean-letter any u>oo=5 oo>u=2 i>ee=8 ee>i=3 u>eu=6 eu>u=3 o>u=5 o>eo=4 u>o=6 u>eo=5 eo>o=3 eo>u=3
";

/// Where in a word a row may stand. Both sides must agree; an empty side has no neighbors of its own to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    Any,
    /// It begins the word.
    Start,
    /// It begins the word, and two consonants follow.
    StartCluster,
    /// Something stands before it.
    Inner,
    /// Something stands on both sides.
    Mid,
    /// Three letters or more on both sides.
    Deep,
    /// It ends the word.
    End,
    /// One consonant follows, and the word ends.
    Last,
    /// Neither at the end nor before a single last consonant.
    NotLast,
    AfterVowel,
    BeforeVowel,
    /// Between two consonants.
    Between,
    /// Between the first two consonants of a word that begins with one.
    FirstBetween,
    /// Between the last two consonants of a word that ends with one.
    LastBetween,
}

impl Place {
    fn parse(name: &str) -> Option<Place> {
        Some(match name {
            "any" => Place::Any,
            "start" => Place::Start,
            "start-cluster" => Place::StartCluster,
            "inner" => Place::Inner,
            "mid" => Place::Mid,
            "deep" => Place::Deep,
            "end" => Place::End,
            "last" => Place::Last,
            "not-last" => Place::NotLast,
            "after-vowel" => Place::AfterVowel,
            "before-vowel" => Place::BeforeVowel,
            "between" => Place::Between,
            "first-between" => Place::FirstBetween,
            "last-between" => Place::LastBetween,
            _ => return None,
        })
    }

    /// Whether the piece `from..to` of `word` stands here.
    pub(super) fn holds(self, word: &[u8], from: usize, to: usize) -> bool {
        // Half of a digraph is no letter of its own: the k of kh is not the k of Karim.
        if to > from
            && word.get(to) == Some(&b'h')
            && matches!(word[to - 1], b'c' | b'd' | b'g' | b'k' | b'p' | b's' | b't' | b'z')
        {
            return false;
        }
        if from > 0
            && word.get(from) == Some(&b'h')
            && to > from
            && matches!(word[from - 1], b'c' | b'd' | b'g' | b'k' | b'p' | b's' | b't' | b'z')
        {
            return false;
        }
        let joins = from.checked_sub(1).is_some_and(|at| {
            word.get(to) == Some(&b'h')
                && matches!(word[at], b'c' | b'd' | b'g' | b'k' | b'p' | b's' | b't' | b'z')
        });
        let before = from.checked_sub(1).map(|at| is_vowel(word[at]));
        let after = word.get(to).map(|&c| is_vowel(c));
        let ends_after = to + 1 == word.len();
        match self {
            Place::Any => true,
            Place::Start => from == 0,
            Place::StartCluster => {
                from == 0 && after == Some(false) && word.get(to + 1).is_some_and(|&c| !is_vowel(c))
            }
            Place::Inner => from > 0,
            Place::Mid => from > 0 && to < word.len(),
            Place::Deep => from >= 3 && to + 3 <= word.len(),
            Place::End => to == word.len(),
            Place::Last => ends_after && after == Some(false),
            Place::NotLast => to < word.len() && !(ends_after && after == Some(false)),
            Place::AfterVowel => before == Some(true),
            Place::BeforeVowel => after == Some(true),
            // What it would join to a digraph stays apart: Saham is not Sham.
            Place::Between | Place::FirstBetween | Place::LastBetween if joins => false,
            Place::Between => before == Some(false) && after == Some(false),
            Place::FirstBetween => from == 1 && before == Some(false) && after == Some(false),
            Place::LastBetween => ends_after && before == Some(false) && after == Some(false),
        }
    }
}

const fn is_vowel(c: u8) -> bool {
    matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// One spelling for another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) from: &'static str,
    pub(super) to: &'static str,
    /// For reading two spellings as one.
    pub(super) cost: u8,
    /// For writing one for the other.
    pub(super) bits: u8,
    pub(super) place: Place,
    pub(super) rule: SpellingRule,
}

/// The rows of one language, each in both directions, ready to be searched.
pub(super) struct Table {
    rows: Vec<Row>,
    /// By the first letters of the two sides.
    by_starts: Vec<Vec<u16>>,
    /// By the first letter of `from`.
    by_start: Vec<Vec<u16>>,
}

/// More bits than any spelling may take.
const NEVER: u8 = 99;

/// The letters, and one for "none".
const LETTERS: usize = 27;

fn letter(c: Option<&u8>) -> usize {
    c.filter(|c| c.is_ascii_lowercase()).map_or(0, |c| usize::from(c - b'a') + 1)
}

impl Table {
    /// The table for names of `origin`; `None` where no letter stands for another.
    pub(super) fn of(origin: Origin) -> Option<&'static Table> {
        static TABLES: LazyLock<[Table; 6]> = LazyLock::new(|| {
            [
                Table::parse(SEMITIC, &[ARABIC_BITS, SEMITIC_BITS]),
                Table::parse(SEMITIC, &[PERSIAN_BITS, SEMITIC_BITS]),
                Table::parse(TURKISH, &[TURKISH_BITS]),
                Table::parse(HEBREW, &[HEBREW_BITS]),
                Table::parse(RUSSIAN, &[RUSSIAN_BITS]),
                Table::parse(KOREAN, &[KOREAN_BITS]),
            ]
        });
        match origin {
            Origin::Arabic => Some(&TABLES[0]),
            Origin::Persian => Some(&TABLES[1]),
            Origin::Turkish => Some(&TABLES[2]),
            Origin::Hebrew => Some(&TABLES[3]),
            Origin::Russian => Some(&TABLES[4]),
            Origin::Korean => Some(&TABLES[5]),
            Origin::Other => None,
        }
    }

    fn parse(rows: &'static str, bits: &[&'static str]) -> Table {
        let mut counted = HashMap::new();
        for line in bits.iter().flat_map(|bits| bits.lines()).filter(|line| !line.is_empty()) {
            let mut fields = line.split_whitespace();
            let rule = fields
                .next()
                .and_then(SpellingRule::from_name)
                .expect("a line begins with the name of a rule");
            let place = fields.next().and_then(Place::parse).expect("the place has a known name");
            for field in fields {
                let (spellings, bits) = field.split_once('=').expect("a field ends with a number");
                counted.insert((rule, place, spellings), bits.parse().expect("a field ends with a number"));
            }
        }
        let lines = rows;
        let mut rows = Vec::new();
        for line in lines.lines().filter(|line| !line.is_empty()) {
            let mut fields = line.split_whitespace();
            let rule = fields
                .next()
                .and_then(SpellingRule::from_name)
                .expect("a line begins with the name of a rule");
            let cost = fields.next().expect("a line has a cost");
            let (cost, read_only) = cost.strip_suffix('!').map_or((cost, false), |cost| (cost, true));
            let cost: u8 = cost.parse().expect("the cost is a number");
            let unseen = if read_only { NEVER } else { 2 * cost + 4 };
            let place = fields.next().and_then(Place::parse).expect("the place has a known name");
            let spellings: Vec<&str> = fields.map(|s| if s == "-" { "" } else { s }).collect();
            for from in &spellings {
                for to in spellings.iter().filter(|to| *to != from) {
                    let dash = |s: &&'static str| if s.is_empty() { "-" } else { s };
                    let bits =
                        counted.get(&(rule, place, format!("{}>{}", dash(from), dash(to)).as_str())).copied();
                    rows.push(Row { from, to, cost, bits: bits.unwrap_or(unseen), place, rule });
                }
            }
        }
        let mut by_starts = vec![Vec::new(); LETTERS * LETTERS];
        let mut by_start = vec![Vec::new(); LETTERS];
        for (at, row) in (0..).zip(&rows) {
            by_starts[letter(row.from.as_bytes().first()) * LETTERS + letter(row.to.as_bytes().first())]
                .push(at);
            by_start[letter(row.from.as_bytes().first())].push(at);
        }
        Table { rows, by_starts, by_start }
    }

    /// The row of this number.
    pub(super) fn row(&self, at: u16) -> &Row {
        &self.rows[usize::from(at)]
    }

    /// Rows whose two sides may begin with these letters, with their numbers.
    pub(super) fn beginning(&self, from: Option<&u8>, to: Option<&u8>) -> impl Iterator<Item = (u16, &Row)> {
        let bucket =
            |from: usize, to: usize| self.by_starts[from * LETTERS + to].iter().map(|&at| (at, self.row(at)));
        let (from, to) = (letter(from), letter(to));
        // Without a first letter there is an empty side, which stands wherever it likes.
        bucket(from, to)
            .chain(bucket(from, 0).filter(move |_| to != 0))
            .chain(bucket(0, to).filter(move |_| from != 0))
    }

    /// Rows that may replace something that begins with this letter.
    pub(super) fn starting(&self, from: u8) -> impl Iterator<Item = &Row> {
        self.by_start[letter(Some(&from))].iter().map(|&at| &self.rows[usize::from(at)])
    }
}
