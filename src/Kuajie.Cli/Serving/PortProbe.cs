using System.Net;
using System.Net.Sockets;
using Kuajie.Server;

namespace Kuajie.Cli.Serving;

/// <summary>Whether a port can be listened on, asked before there is anything to lose.</summary>
internal static class PortProbe
{
    /// <summary>Listens for a moment. Port 0 can always be.</summary>
    /// <exception cref="SocketException">It cannot be listened on.</exception>
    public static void Try(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(address, port));
        socket.Listen(1);
    }

    /// <summary>The settings as they are where their port can be listened on; with any free port where it cannot.</summary>
    public static ServerSettings OrAnyFree(ServerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        try
        {
            Try(settings.Address, settings.Port);
            return settings;
        }
        catch (SocketException)
        {
            return settings with { Port = 0 };
        }
    }
}
