"""The contract: what FastAPI says of the service, completed for those who integrate.

Every operation names the problems it can answer with; each follows from what the operation takes.
"""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from mingze.examples import EXAMPLES, SHAPES, TAGS
from mingze.kit import problems
from mingze.kit.uploads import FORMS
from mingze.kit.web import ProblemView

DESCRIPTION = """\
明责:卫生健康系统监督平台的接口。

- 登录取得访问令牌(10 分钟),放入 `Authorization: Bearer`;刷新密钥只在 HttpOnly Cookie 中。
- 列表一律分页:`limit` 最多 200,下一页用上一页的 `next_cursor`;`total` 数到 1000,超过时 `total_is_capped` 为真。
- 编辑须带 `If-Match`(缺少 428,过期 412);新建可带 `Idempotency-Key` 安全重试。
- 错误一律为 `application/problem+json`(RFC 9457),`type` 稳定,`detail` 为中文说明。
- 不在可见范围内的资源与不存在的资源同样回答 404。
"""
_MEDIA = "application/problem+json"
_SCHEMA = {"$ref": "#/components/schemas/ProblemView"}
_DONE = {
    "200": "成功",
    "201": "已创建",
    "204": "成功,无返回内容",
    "206": "所请求的字节范围",
    "307": "转到另一地址",
}


def describe(app: FastAPI) -> None:
    """Let `app.openapi()` give the completed contract."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = complete(
                get_openapi(title=app.title, version=app.version, description=DESCRIPTION, routes=app.routes)
            )
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def complete(contract: dict[str, Any]) -> dict[str, Any]:
    """Declare problem+json for every error an operation can answer with; add what explains the rest."""
    contract["tags"] = [{"name": name, "description": words} for name, words in TAGS.items()]
    schemas = contract.setdefault("components", {}).setdefault("schemas", {})
    view = ProblemView.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(view.pop("$defs", {}))
    schemas["ProblemView"] = view
    for name, form in FORMS.items():
        shape = form.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(shape.pop("$defs", {}))
        schemas[name] = {**shape, "title": name}
    for schema in ("HTTPValidationError", "ValidationError"):
        schemas.pop(schema, None)
    for name, words in SHAPES.items():
        schemas[name]["description"] = words
    for name, example in EXAMPLES.items():
        schemas[name]["examples"] = [example]
    for path, operations in contract["paths"].items():
        for method, operation in operations.items():
            for status, words in _DONE.items():
                if status in operation["responses"]:
                    operation["responses"][status]["description"] = words
            for kind in _problems_of(path, method, operation):
                operation["responses"][str(kind.status)] = {
                    "description": kind.title,
                    "content": {_MEDIA: {"schema": _SCHEMA}},
                }
            operation["responses"] = dict(sorted(operation["responses"].items()))
    return contract


def _problems_of(path: str, method: str, operation: dict[str, Any]) -> list[type[problems.Problem]]:
    headers = {p["name"].lower() for p in operation.get("parameters", []) if p["in"] == "header"}
    body = operation.get("requestBody")
    found: list[type[problems.Problem]] = [problems.Invalid, problems.TooManyRequests, problems.Problem]
    if operation.get("security") != [] or path.startswith("/api/v1/sessions"):
        found += [problems.NotAuthenticated, problems.Forbidden]
    if "{" in path:
        found.append(problems.NotFound)
    if method in {"post", "patch", "put", "delete"}:
        found.append(problems.Conflict)
    # What an operation declares by itself, by the number alone.
    declared = {int(status) for status in operation["responses"] if int(status) >= 400}
    found += [kind for kind in reversed(problems.CATALOGUE) if kind.status in declared]
    if "tus-resumable" in headers:
        found.append(problems.WrongTusVersion)
    if "range" in headers:
        found.append(problems.RangeNotSatisfiable)
    if "if-match" in headers:
        found += [problems.Stale, problems.VersionRequired]
    if body:
        found += [problems.BadRequest, problems.TooLarge]
        if "multipart/form-data" in body["content"]:
            found += [problems.Unsupported, problems.Unavailable]
    return found
