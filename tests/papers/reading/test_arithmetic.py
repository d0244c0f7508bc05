"""Numbers that contradict each other are told; honest numbers beside them are not."""

import gc
import time

import pytest

from mingze.papers.answer import Answer
from mingze.papers.reader import read
from tests.papers.reading import forms
from tests.papers.reading.checks import codes

OF_NUMBERS = {"parts_do_not_sum", "wrong_percentage", "base_changed", "mixed_units"}

# Text, then the words that the message must say.
FAULTS = {
    "list": ("受理信访172件次:服务60件,收费70件,其他32件。", "parts_do_not_sum", "60+70+32=162"),
    "list too many": ("受理信访100件:服务60件,收费50件。", "parts_do_not_sum", "应当注明"),
    "brackets too many": ("培训人员300人(医师200人、护士150人)。", "parts_do_not_sum", "多50"),
    "其中 with a rest": (
        "查处案件86件,其中医疗40件、公卫30件、其他26件。",
        "parts_do_not_sum",
        "40+30+26=96",
    ),
    "其中 more than all": ("受理信访20件,其中来访25件。", "parts_do_not_sum", "25件多于总数20件"),
    "respectively": ("共查处90件,分别为:甲区30件、乙区40件、丙区30件。", "parts_do_not_sum", "100"),
    "dimension too many": (
        "共受理举报401件。\n从问题类型来看,作风类199件,收费类180件,服务类120件。",
        "parts_do_not_sum",
        "应当注明",
    ),
    "dimension with a rest": (
        "共受理举报401件。按渠道分,来信150件,来访100件,其他120件。",
        "parts_do_not_sum",
        "少31",
    ),
    "difference": ("受理举报401件,比上年同期687件减少268件。", "parts_do_not_sum", "应为减少286"),
    "difference from to": ("重复信访由687件下降到401件,减少268件。", "parts_do_not_sum", "文中为268"),
    "growth rate": ("比上年同期216件上升245件、上升率123.8%。", "wrong_percentage", "113.4%"),
    "growth of all three": (
        "受理461件,比上年同期216件上升245件,上升123.8%。",
        "wrong_percentage",
        "113.4%",
    ),
    "growth from the difference": ("受理461件,同比增加245件,增长53.1%。", "wrong_percentage", "113.4%"),
    "fall": ("投诉由200件下降到150件,下降33.3%。", "wrong_percentage", "25.0%"),
    "share of the sentence": ("受理信访172件,其中来访57件,占31.3%。", "wrong_percentage", "33.1%"),
    "share of a printed whole": ("来访57件,占总数172件的31.3%。", "wrong_percentage", "33.1%"),
    "share of a named whole": (
        "行政许可事项96项。即办件40项,占行政许可事项的44.67%。",
        "wrong_percentage",
        "41.67%",
    ),
    "share in brackets": ("受理信访200件:来信80件(占45%),来访120件(占60%)。", "wrong_percentage", "40.0%"),
    "one of a dimension": (
        "受理举报240件。从方式来看,来信72件,占30%;来访24件,占15%;电话144件,占60%。",
        "wrong_percentage",
        "10.0%",
    ),
    "done rate": ("受理投诉215件,办结209件,办结率98.2%。", "wrong_percentage", "97.2%"),
    "base of another paragraph": (
        "共受理举报178件,其中检举控告68件。\n从职级来看,乡科级20件,占29.4%;一般干部48件,占70.6%。",
        "base_changed",
        "68",
    ),
    "base by another name": (
        "受理信访178件。\n业务范围内47件。\n从内容来看,作风12件,占信访总量的25.5%;收费20件,占信访总量的42.6%。",
        "base_changed",
        "47",
    ),
    "units": ("反馈意见37个:制度建设15项,执法办案12件,服务群众10条。", "mixed_units", "项、件、条"),
}

HONEST = {
    "其中 of a sentence before, after smaller numbers of its paragraph": (
        "对3件决策开展审查。立案查处案件691起,罚没款412.3万元。"
        "其中,医疗案件283起,卫生案件352起,职业案件56起。"
    ),
    "其中 after another number": "受理876件,办结869件;其中服务512件、卫生203件、其他161件。",
    "a list that divides twice": "在220件来件中,来信64件、来访89件、网上67件,初次195件、重复25件。",
    "a paragraph that names its whole": (
        "共受理投诉1260件,其中信访件395件、热线工单865件。\n"
        "从内容来看,热线工单反映态度346件,占40%;反映收费173件,占20%;其他346件,占40%。"
    ),
    "a section with a whole of its own": (
        "一、总体情况\n共受理来件1260件。\n二、举报情况\n收到举报175件。\n"
        "从方式来看,来信42件,占24%;来访133件,占76%。"
    ),
    "growth of what is named before it": "费用类投诉50件已办结。预约类投诉比上年298件增加48件,增长16.1%。",
    "parts before their sum": "投诉较多的是甲院178件、乙院124件、丙院97件,合计399件。",
    "overlapping 其中 in a sentence of its own": "培训干部120人。其中医务人员100人、女性80人。",
    "list": "受理信访172件次:服务60件,收费70件,其他42件。",
    "list that is open": "受理信访172件,主要类型为:服务60件,收费70件。",
    "list with 等": "受理信访172件:服务60件,收费70件等。",
    "rough whole": "培训干部近300人:医师180人,护士100人。",
    "rough part": "培训干部300人:医师180余人,护士100人。",
    "several 其中": "培训干部300人,其中医师200人,其中女性120人,党员180人。",
    "overlapping 其中": "参加培训120人,其中医务人员100人、女性80人。",
    "brackets that tell a part": "发放资料500份(宣传册200份、海报100份)。",
    "二 其中": "选派干部29名,其中甲岗15人,其中4名有医师资格,乙岗14人。",
    "multi-select that says so": "共受理举报401件。\n从类型来看(一件可涉及多类),作风类199件,收费类180件,服务类120件。",
    "dimension that tells the first three": "共受理举报401件。\n从区域来看,甲区99件,乙区80件,丙区20件。",
    "difference": "受理举报401件,比上年同期687件减少286件,下降41.6%。",
    "growth rate": "比上年同期216件上升245件、上升率113.4%。",
    "growth past a bracket": "受理投诉461件(来电400件、来信61件),比上年同期216件增加245件,增长113.4%。",
    "growth in a bracket": "受理申请36件(较上年减少4件),其中网络30件、信函6件。",
    "siblings with shares": "共收到178件。\n来信90件,占50.6%,其次为网络52件,占29.2%。",
    "repaired is not all that was checked": "检查单位100家,责令整改12家,整改率100%。",
    "shares in brackets": "受理投诉200件。按单位分:甲院80件(40%),乙院120件(60%)。",
    "growth rate cut off": "受理461件,同比增加245件,增长113.42%。",
    "growth in 万": "业务收入1.2亿元,比上年1.1亿元增长7.6%。",
    "growth of another year": "受理461件,比2019年增长123.8%。",
    "points are no per cent": "满意率98.5%,同比提高3.2个百分点。",
    "share rounded": "受理信访172件,其中来访57件,占33.1%;来信58件,占33.7%。",
    "share cut off": "受理信访172件,其中来信58件,占33.72%。",
    "share of what is not printed": "受理信访172件,占全市信访总量的12.6%。",
    "share of what another unit told": "接种疫苗5200人次,占应种人数的96.3%。",
    "share of rough numbers": "约300名职工,其中医师90余人,占三成,女性占30%。",
    "share of a named part": (
        "共受理举报178件,其中检举控告68件。\n从职级来看,乡科级20件,占检举控告的29.4%。"
    ),
    "share of the own paragraph": (
        "共受理举报178件。\n检举控告68件。从职级来看,乡科级20件,占29.4%;其他48件,占70.6%。"
    ),
    "rates that stand alone": "新生儿访视率92.64%,孕产妇建册率91.85%。",
    "rate in time": "受理投诉215件,办结209件,按时办结率100%。",
    "done rate": "受理投诉215件,办结209件,办结率97.2%。",
    "件次 and 件": "受理信访172件次:服务60件,收费112件。",
    "persons and cases": "查处案件12件,处分15人,其中党纪处分9人、政务处分6人。",
    "years and numbers": "依据〔2017〕5号文件第二十条,2024年至2025年分三批培训。",
    "two counts of one act": "开展巡查12次,发现问题30个,其中已整改28个,整改率93.3%。",
    "a target beside its progress": "全年任务6000人,完成筛查3429人。",
    "rest of another unit": "举办培训4期:培训医师120人,发放资料300份。",
}


def of_numbers(answer: Answer) -> list[str]:
    return [code for code in codes(answer) if code in OF_NUMBERS]


class TestFaults:
    @pytest.mark.parametrize("name", FAULTS)
    @pytest.mark.parametrize("wide", [False, True])
    def test_are_told_once_with_what_the_numbers_come_to(self, name: str, wide: bool) -> None:
        words, code, told = FAULTS[name]
        answer = read("a.txt", (forms.full_width(words) if wide else words).encode())
        assert of_numbers(answer) == [code]
        caution = next(one for one in answer.warnings if one.code == code)
        assert told in caution.message
        assert caution.span is not None
        assert any(char.isdigit() for char in answer.text[slice(*caution.span)])

    def test_of_many_answers_each_are_told_with_the_base_of_their_shares(self) -> None:
        words = (
            "共受理举报401件。\n从类型来看,作风类199件,占39.88%;收费类180件,占36.07%;服务类120件,占24.05%。"
        )
        answer = read("a.txt", words.encode())
        assert sorted(of_numbers(answer)) == ["base_changed", "parts_do_not_sum"]
        assert all("499" in one.message for one in answer.warnings if one.code in OF_NUMBERS)


class TestHonestNumbers:
    @pytest.mark.parametrize("name", HONEST)
    @pytest.mark.parametrize("wide", [False, True])
    def test_raise_nothing(self, name: str, wide: bool) -> None:
        words = forms.full_width(HONEST[name]) if wide else HONEST[name]
        answer = read("a.txt", words.encode())
        assert [one.message for one in answer.warnings if one.code in OF_NUMBERS] == []


TABLE = "单位 承办件数 办结数 在办数\n甲院 12 10 2\n乙院 8 8 0\n合计 20 18 2"
SHARES = "类别 件数 占比(%)\n服务 12 60.0\n收费 8 40.0\n合计 20 100"


class TestTables:
    @pytest.mark.parametrize(
        ("words", "code"),
        [
            (TABLE.replace("合计 20", "合计 22").replace("18 2", "20 2"), "parts_do_not_sum"),
            (TABLE.replace("甲院 12 10 2", "甲院 12 9 2").replace("18 2", "17 2"), "parts_do_not_sum"),
            (SHARES.replace("60.0", "66.0"), "wrong_percentage"),
        ],
    )
    def test_whose_numbers_contradict_each_other_are_told(self, words: str, code: str) -> None:
        assert set(of_numbers(read("a.txt", words.encode()))) == {code}

    @pytest.mark.parametrize("words", [TABLE, SHARES, TABLE.replace("合计", "其中公立")])
    def test_that_add_up_raise_nothing(self, words: str) -> None:
        assert of_numbers(read("a.txt", words.encode())) == []


class TestSpeed:
    @pytest.mark.parametrize(
        "words",
        [
            "其中举报12件、",
            "12件:",
            "三次、两家",
            "(12件",
            "1,111",
            "占12%",
            "甲乙丙\n12\n",
            "从甲来看,乙12件,占5%;",
        ],
    )
    def test_grows_with_the_length_of_the_text_and_no_faster(self, words: str) -> None:
        def seconds(times: int) -> float:
            # What earlier tests left in memory is not looked through again and again meanwhile.
            gc.collect()
            gc.disable()
            try:
                started = time.process_time()
                read("a.txt", (words * times).encode())
                return time.process_time() - started
            finally:
                gc.enable()

        short = seconds(4_000)
        assert seconds(16_000) < 8 * short + 1
