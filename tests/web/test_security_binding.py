"""Where a desk may listen."""

import pytest

from sayso.errors import InputError
from sayso.web.security import check_binding


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost", "LOCALHOST"])
@pytest.mark.parametrize("team", [True, False])
def test_this_machine_is_fine(host: str, team: bool) -> None:
    check_binding(host, team=team, tls=False)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "desk.example", ""])  # noqa: S104
def test_others_reach_no_desk_without_logins(host: str) -> None:
    with pytest.raises(InputError, match="--team"):
        check_binding(host, team=False, tls=True)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "desk.example"])  # noqa: S104
def test_passwords_cross_no_network_in_the_clear(host: str) -> None:
    with pytest.raises(InputError, match=r"--certificate .* --behind-proxy .* --plain-http"):
        check_binding(host, team=True, tls=False)
    check_binding(host, team=True, tls=True)
    check_binding(host, team=True, tls=False, proxies=["10.0.0.2"])
    check_binding(host, team=True, tls=False, plain_http=True)


@pytest.mark.parametrize("proxy", ["*", "proxy.example", "10.0.0.300", ""])
def test_a_proxy_is_an_address_or_a_network(proxy: str) -> None:
    with pytest.raises(InputError, match="not an address of a proxy"):
        check_binding("127.0.0.1", team=True, tls=False, proxies=["10.0.0.0/8", proxy])
