using System.Net;
using System.Net.Sockets;

namespace Kuajie.Platform.Messages;

/// <summary>
/// Where messages may go. An address is checked when it is registered, and what its name stands for at every connection, so that no name leads into the network that this service stands in: loopback, private, shared,
/// link-local (with the metadata services of clouds), multicast and reserved addresses are refused, also where IPv6 wraps them.
/// </summary>
public static class WebhookAddress
{
    private const int Longest = 500;

    private static readonly IPNetwork[] Refused =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "::/96",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "fc00::/7",
            "fe80::/9",
            "ff00::/8",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>Whether a text is an address that an endpoint may have: https, or http to this machine where that is allowed; no user, no fragment.</summary>
    public static bool IsEndpoint(string text, bool allowsLoopback)
    {
        if (
            text is not { Length: > 0 and <= Longest }
            || !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || address.UserInfo.Length > 0
            || address.Fragment.Length > 0
            || address.Host.Length == 0
        )
        {
            return false;
        }
        var isLiteral = IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var literal);
        return (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            && (!address.IsLoopback || allowsLoopback)
            && (!isLiteral || MayBeReached(literal!, allowsLoopback));
    }

    /// <summary>Whether a connection to an address may be made.</summary>
    /// <param name="address">What a name stands for.</param>
    /// <param name="allowsLoopback">Whether this machine may be told itself.</param>
    public static bool MayBeReached(IPAddress address, bool allowsLoopback)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return IPAddress.IsLoopback(plain)
            ? allowsLoopback
            : plain.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6
                && !Array.Exists(Refused, network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }
}
