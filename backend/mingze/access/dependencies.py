"""The guard every operation stands behind: `actor: Annotated[Actor, requires(Permission.X)]`."""

from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from mingze.access import queries
from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.accounts.tokens import CLAIMS
from mingze.kit.problems import (
    Forbidden,
    NotAuthenticated,
    PasswordChangeRequired,
    SecondFactorEnrolmentRequired,
)

_bearer = HTTPBearer(auto_error=False, bearerFormat="JWT", description="POST /api/v1/sessions 取得的访问令牌")

#: `openapi_extra` of an operation that is open to everybody.
OPEN: dict[str, Any] = {"security": []}


async def _current(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> Actor:
    if credentials is None:
        raise NotAuthenticated()
    # Read already where the limits looked at it; a token that did not hold is refused here.
    claims = request.scope.get(CLAIMS) or request.app.state.tokens.read(credentials.credentials)
    # A short session of its own, closed before the operation opens one: never two in one request.
    async with request.app.state.database.reading() as session:
        actor = await queries.actor(session, claims.session_id, request.app.state.settings)
    if actor is None or actor.account_id != claims.account_id:
        raise NotAuthenticated()
    return actor


#: Anybody who is signed in, even before the first change of the password and the second factor of the role.
SignedIn = Annotated[Actor, Depends(_current)]


def requires(*permissions: Permission) -> Any:
    """A dependency that gives the Actor, or refuses who holds none of `permissions` anywhere (403).

    Without permissions: anybody signed in who has changed the first password
    and set up the second factor that the role wants. Whether the resource is in
    scope is for queries and services to say.
    """

    async def guard(actor: SignedIn) -> Actor:
        if actor.must_change_password:
            raise PasswordChangeRequired()
        if actor.must_set_second_factor:
            raise SecondFactorEnrolmentRequired()
        if permissions and not any(actor.may(permission) for permission in permissions):
            raise Forbidden()
        return actor

    return Depends(guard)
