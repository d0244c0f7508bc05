"""What stands before everything the public asks: one's own bucket."""

from typing import Annotated

from fastapi import Depends, Request

from mingze.portal.buckets import Buckets, Doing


def host_of(request: Request) -> str:
    """Where it comes from: for the bucket alone, kept and logged nowhere."""
    return request.client.host if request.client else ""


async def _asked(request: Request) -> None:
    buckets: Buckets = request.app.state.buckets
    buckets.spend(Doing.ASK, host_of(request))


#: For the routers of the portal, pages and API alike.
Asked = Depends(_asked)
Host = Annotated[str, Depends(host_of)]
