using System.Net;
using System.Net.Sockets;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>Carries bytes between a browser and a server, until the line is cut: then every connection breaks at once, and new ones are refused until it is mended.</summary>
internal sealed class BreakableLine : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly List<TcpClient> open = [];
    private readonly int port;
    private readonly Task accepting;
    private volatile bool isCut;

    public BreakableLine(Uri server)
    {
        ArgumentNullException.ThrowIfNull(server);
        port = server.Port;
        listener.Start();
        accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    public void Cut()
    {
        isCut = true;
        lock (open)
        {
            open.ForEach(client => client.Close());
            open.Clear();
        }
    }

    public void Mend() => isCut = false;

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        Cut();
        listener.Stop();
        await accepting;
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptTcpClientAsync(ending.Token);
                if (isCut)
                {
                    near.Close();
                    continue;
                }
                var far = new TcpClient();
                await far.ConnectAsync(IPAddress.Loopback, port, ending.Token);
                lock (open)
                {
                    open.AddRange([near, far]);
                }
                _ = CarryAsync(near, far);
                _ = CarryAsync(far, near);
            }
        }
        catch (OperationCanceledException)
        {
            // Over.
        }
    }

    private static async Task CarryAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception cut) when (cut is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The line was cut.
        }
    }
}
