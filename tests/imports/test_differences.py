"""Two editions compared: which record is which, what changed, and where the ledger moved on as well."""

import time

from hypothesis import given
from hypothesis import strategies as st

from mingze.imports.differences import Change, Record, changes, matched, missing, same


def at(number: str, text: str, section: str = "一") -> Record:
    return Record((section, None, number), text)


class TestMatched:
    def test_pairs_what_is_the_same_in_the_same_place(self) -> None:
        edition = [at("1", "食堂承包到期未重新招标。"), at("2", "固定资产账实不符。")]
        assert matched(edition, edition) == [0, 1]

    def test_follows_a_text_whose_number_moved(self) -> None:
        old = [at("1", "食堂承包到期未重新招标。"), at("2", "固定资产账实不符。")]
        new = [
            at("1", "出诊信息没有公开。"),
            at("2", "食堂承包到期未重新招标。"),
            at("3", "固定资产账实不符。"),
        ]
        assert matched(old, new) == [None, 0, 1]

    def test_knows_a_text_again_that_was_reworded_and_moved(self) -> None:
        old = [at("1", "处方点评流于形式,未按月公布结果。"), at("2", "食堂承包合同到期后没有重新招标。")]
        new = [
            at("5", "食堂承包合同到期以后一直没有重新招标。"),
            at("6", "处方点评流于形式,没有按月公布结果。"),
        ]
        assert matched(old, new) == [1, 0]

    def test_asks_less_likeness_of_what_stands_in_the_same_place(self) -> None:
        old, new = "基层慢病随访记录失真。", "个别乡镇慢病随访的记录存在失真现象,抽查不够。"
        assert matched([at("7", old)], [at("7", new)]) == [0]
        assert matched([at("7", old)], [at("9", new)]) == [None]

    def test_takes_nothing_for_the_same_only_because_of_its_place(self) -> None:
        assert matched([at("1", "食堂承包到期未重新招标。")], [at("1", "网络安全等级保护没有测评。")]) == [
            None
        ]

    def test_serves_no_old_record_twice(self) -> None:
        twice = [at("1", "设备采购未论证。"), at("2", "设备采购未论证。")]
        assert matched([at("1", "设备采购未论证。")], twice) == [0, None]
        assert matched(twice, twice) == [0, 1]

    def test_keeps_the_same_text_in_two_sections_apart(self) -> None:
        old = [at("5", "评审费用发放不规范。", "一"), at("1", "评审费用发放不规范。", "二")]
        assert matched(old, [old[1], old[0]]) == [1, 0]

    def test_takes_the_likest_first(self) -> None:
        old = [at("1", "发热门诊台账登记不全。")]
        new = [at("4", "发热门诊的台账有时登记不全。"), at("3", "发热门诊台账登记不齐全。")]
        assert matched(old, new) == [None, 0]

    def test_has_nothing_to_say_of_empty_texts(self) -> None:
        assert matched([at("1", "")], [at("2", "")]) == [None]
        assert matched([], [at("1", "甲")]) == [None]
        assert matched([at("1", "甲")], []) == []

    @given(
        st.lists(
            st.tuples(st.sampled_from("一二"), st.sampled_from("123"), st.text("甲乙丙丁戊", max_size=8))
        )
    )
    def test_is_one_to_one_whatever_the_records(self, said: list[tuple[str, str, str]]) -> None:
        records = [at(number, text, section) for section, number, text in said]
        found = matched(records, records[::-1])
        used = [place for place in found if place is not None]
        assert len(set(used)) == len(used)
        same_text = [None if place is None else records[place].text for place in found]
        assert all(text is None or text == record.text or len(text) > 1
                   for text, record in zip(same_text, records[::-1], strict=True))  # fmt: skip

    def test_of_two_thousand_against_two_thousand_is_quick(self) -> None:
        places = [
            "门诊",
            "药房",
            "食堂",
            "车队",
            "检验",
            "影像",
            "护理",
            "后勤",
            "财务",
            "人事",
            "党办",
            "基建",
            "信息",
            "采购",
            "医保",
            "院感",
            "急诊",
            "儿科",
        ]
        matters = [
            "合同到期未重新招标",
            "台账登记不完整",
            "账实不符",
            "随访记录失真",
            "公示不及时",
            "签字代签",
            "超期未整改",
            "票据不规范",
        ]

        def problem(number: int, word: str) -> str:
            place, matter = places[number % 18], matters[number // 18 % 8]
            return f"{place}{matter}{word}抽查{number * 7919 % 9973}份中有{number * 104729 % 997}份不合要求。"

        old = [at(str(n), problem(n, ",")) for n in range(2000)]
        reworded = [at(str(n + 1), problem(n, "的情况")) for n in reversed(range(2000))]
        alike = [at(str(n), "台账登记不完整,记录没有签字,整改责任未落实到人。") for n in range(2000)]
        began = time.process_time()
        found = matched(old, reworded)
        matched(alike, [Record(("二", None, str(n)), f"{one.text}{n}") for n, one in enumerate(alike)])
        assert time.process_time() - began < 5
        right = sum(place == 1999 - index for index, place in enumerate(found))
        assert right > 1900


class TestChanges:
    def test_of_the_same_are_none(self) -> None:
        assert changes({"problem": "甲 乙", "due": None}, {"problem": "甲乙\n", "due": ""}) == []

    def test_without_a_ledger_are_those_of_the_document(self) -> None:
        found = changes({"value": 172, "unit": "件"}, {"value": 180, "unit": "件"})
        assert found == [Change("value", 172, 180)]

    def test_leave_alone_what_only_the_ledger_changed(self) -> None:
        assert changes({"problem": "甲"}, {"problem": "甲"}, {"problem": "乙"}) == []

    def test_leave_alone_what_the_ledger_says_already(self) -> None:
        assert changes({"problem": "甲"}, {"problem": "乙"}, {"problem": "乙"}) == []

    def test_show_the_new_text_where_the_ledger_stands_as_imported(self) -> None:
        found = changes({"problem": "甲"}, {"problem": "乙"}, {"problem": "甲"})
        assert found == [Change("problem", "甲", "乙", "甲")]

    def test_conflict_where_both_moved_on(self) -> None:
        found = changes({"problem": "甲"}, {"problem": "乙"}, {"problem": "丙"})
        assert found == [Change("problem", "甲", "乙", "丙", conflict=True)]

    def test_grow_without_conflict(self) -> None:
        growing = frozenset({"measures"})
        was, now, held = {"measures": ["甲"]}, {"measures": ["甲", "乙"]}, {"measures": ["甲", "丙"]}
        (found,) = changes(was, now, held, growing=growing)
        assert (found.old, found.new, found.conflict) == (["甲"], ["甲", "乙"], False)
        assert changes(was, now, {"measures": ["乙", "甲"]}, growing=growing) == []

    def test_are_none_where_only_the_reading_was_put_right(self) -> None:
        assert changes({"problem": "甲"}, {"problem": "曱"}, {"problem": "甲"}, read={"problem": "曱"}) == []

    def test_take_nothing_back_that_the_document_is_silent_about(self) -> None:
        assert changes({"due": "2026-05-01"}, {"due": None}, lasting=frozenset({"due"})) == []
        assert changes({"due": "2026-05-01"}, {"due": None}) == [Change("due", "2026-05-01", None)]

    def test_tell_zero_and_false_from_nothing(self) -> None:
        assert not same(0, None)
        assert not same(False, None)
        assert same([], None)

    def test_of_lists_look_at_each_text(self) -> None:
        assert missing(["甲", "乙 "], ["乙"]) == ["甲"]
        assert missing("甲", None) == ["甲"]

    def test_find_a_text_inside_a_longer_one_but_not_across_two(self) -> None:
        assert missing(["清查", "建账"], ["全面清查。\n逐笔建账。"]) == []
        assert missing(["清查建账"], ["清查", "建账"]) == ["清查建账"]
