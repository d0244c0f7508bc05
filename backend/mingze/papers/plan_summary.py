"""A campaign plan in short lines for the terminal."""

from typing import Any

_DUES = {"whole_year": "全年", "recurring": "长期或定期", "none": "未写明时限"}
_CADENCES = {
    "daily": "每日",
    "weekly": "每周",
    "biweekly": "每两周",
    "semimonthly": "每半月",
    "ten_days": "每旬",
    "monthly": "每月",
    "quarterly": "每季度",
    "semiannual": "每半年",
    "yearly": "每年",
}
_CONTACTS = {
    "phone": "电话",
    "fax": "传真",
    "mobile": "手机",
    "email": "邮箱",
    "address": "地址",
    "postcode": "邮编",
    "person": "联系人",
    "hours": "受理时间",
}
_WEEKDAYS = "一二三四五六日"
_LONGEST = 40


def plan_lines(plan: dict[str, Any]) -> list[str]:
    lines = [
        f"  {label}:{short(plan[key])}"
        for label, key in (
            ("目标", "objective"),
            ("范围", "scope"),
            ("对象", "objects"),
            ("上级方案", "parent"),
        )
        if plan[key]
    ]
    lines += _group(plan["leading_group"])
    if plan["stages"]:
        lines.append(f"  阶段:{len(plan['stages'])}个")
        lines += [_stage(stage) for stage in plan["stages"]]
    if plan["tasks"]:
        lines.append(f"  任务:{len(plan['tasks'])}项")
        lines += [_task(task) for task in plan["tasks"]]
    if plan["problem_types"]:
        items = sum(len(one["children"]) for one in plan["problem_types"])
        lines.append(f"  问题类型:{len(plan['problem_types'])}类" + (f"{items}项" if items else ""))
        lines += [f"    {one['number']} {short(one['title'])}" for one in plan["problem_types"]]
    if plan["reporting"]:
        lines.append(f"  报送:{_reporting(plan['reporting'])}")
    if plan["sub_plan_due"]:
        lines.append(f"  各单位方案报送期限:{plan['sub_plan_due']}")
    lines += [f"  {_CONTACTS[one['kind']]}:{one['value']}" for one in plan["contacts"]]
    return lines


def short(words: str) -> str:
    plain = "".join(words.split("\n"))
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST] + "…"


def _group(group: dict[str, Any] | None) -> list[str]:
    if group is None:
        return []
    parts = [f"组长 {group['head']}"] if group["head"] else []
    parts += ["副组长 " + "、".join(group["deputies"])] if group["deputies"] else []
    parts += [f"成员 {short(group['members'])}"] if group["members"] else []
    parts += [f"办公室 {short(group['office'])}"] if group["office"] else []
    return ["  领导小组:" + ";".join(parts)]


def _stage(stage: dict[str, Any]) -> str:
    mechanism = f"({stage['mechanism']})" if stage["mechanism"] else ""
    return (
        f"    {stage['number']}. {stage['name']}{mechanism} {stage['start'] or '—'} 至 {stage['end'] or '—'}"
    )


def _task(task: dict[str, Any]) -> str:
    due = task["due"]
    when = f"{due['date']}前" if due["kind"] == "by" and due["date"] else None
    when = when or (f"{due['date'][:7]}内" if due["date"] else None)
    when = when or due["text"] or _DUES.get(due["kind"], "未写明时限")
    departments = "、".join(task["departments"]) or "未写明责任单位"
    return f"    {task['number']} {short(task['title'] or task['text'])}〔{departments};{when}〕"


def _reporting(reporting: dict[str, Any]) -> str:
    day = reporting["due_day"]
    when: str = _CADENCES.get(reporting["cadence"], reporting["cadence"])
    if day is not None and reporting["cadence"] == "weekly":
        when = f"每周{_WEEKDAYS[day - 1]}前" if 1 <= day <= len(_WEEKDAYS) else when
    elif day is not None:
        when += f"{day}日前"
    return when + (":" + "、".join(reporting["parts"]) if reporting["parts"] else "")
