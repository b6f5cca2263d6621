using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Kuajie.Conformance.Messages;

/// <summary>A receiver of messages on a real socket of this machine: reads one request a connection, keeps it, and answers the bytes that the test says, or nothing.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly SemaphoreSlim came = new(0);
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly Task serving;

    /// <summary>Listens on a free port.</summary>
    public Receiver()
    {
        listener.Start();
        serving = ServeAsync();
    }

    /// <summary>What is to be told to a sender.</summary>
    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/hook";

    /// <summary>What came, head and body.</summary>
    public ConcurrentQueue<(IReadOnlyDictionary<string, string> Headers, string Body)> Received { get; } = [];

    /// <summary>The bytes that the n-th request (from 1) is answered with; null leaves it without an answer.</summary>
    public Func<int, string?> Answer { get; set; } = _ => Plain(200);

    /// <summary>An answer without a body.</summary>
    public static string Plain(int status, string more = "") =>
        $"HTTP/1.1 {status} Told\r\nContent-Length: 0\r\nConnection: close\r\n{more}\r\n";

    /// <summary>Ends when so many requests came.</summary>
    /// <param name="requests">How many.</param>
    /// <param name="patience">Longest that is waited for; half a minute where left out.</param>
    public async Task CameAsync(int requests, TimeSpan? patience = null)
    {
        using var end = new CancellationTokenSource(patience ?? TimeSpan.FromSeconds(30));
        while (Received.Count < requests)
        {
            await came.WaitAsync(end.Token);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        await serving;
        ending.Dispose();
        came.Dispose();
    }

    private async Task ServeAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(OneAsync(await listener.AcceptTcpClientAsync(ending.Token)));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task OneAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var (headers, body) = await RequestAsync(stream);
                Received.Enqueue((headers, body));
                came.Release();
                if (Answer(Received.Count) is { } answer)
                {
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), ending.Token);
                }
                else
                {
                    await Task.Delay(Timeout.Infinite, ending.Token);
                }
            }
            catch (Exception end) when (end is OperationCanceledException or IOException)
            {
                // The other side left, or the test is over.
            }
        }
    }

    private async Task<(Dictionary<string, string> Headers, string Body)> RequestAsync(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var buffer = new byte[4096];
        int end;
        while ((end = Encoding.Latin1.GetString([.. bytes]).IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0)
        {
            bytes.AddRange(buffer[..await stream.ReadAsync(buffer, ending.Token)]);
        }
        var headers = Encoding
            .Latin1.GetString([.. bytes.Take(end)])
            .Split("\r\n")
            .Skip(1)
            .ToDictionary(
                line => line[..line.IndexOf(':', StringComparison.Ordinal)].ToLowerInvariant(),
                line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            );
        var length = int.Parse(headers["content-length"], System.Globalization.CultureInfo.InvariantCulture);
        while (bytes.Count < end + 4 + length)
        {
            bytes.AddRange(buffer[..await stream.ReadAsync(buffer, ending.Token)]);
        }
        return (headers, Encoding.UTF8.GetString([.. bytes.Skip(end + 4)]));
    }
}
