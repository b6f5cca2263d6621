using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Kuajie.Platform.Messages;

namespace Kuajie.Server.Messages;

/// <summary>
/// Sends messages over HTTP. What a name stands for is looked up and judged for every connection, and that address is connected to, so that no name can lead elsewhere in between; no proxy, no cookie, no redirect; of an answer
/// only its head is read.
/// </summary>
/// <param name="allowsLoopback">Whether this machine may be told itself.</param>
/// <param name="clock">Measures the waiting.</param>
internal sealed class HttpWebhookSender(bool allowsLoopback, TimeProvider clock) : IWebhookSender, IDisposable
{
    /// <summary>How long an endpoint may take from the connection to the head of its answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int MostHeaderKilobytes = 16;
    private readonly HttpClient client = new(Handler(allowsLoopback)) { Timeout = Timeout.InfiniteTimeSpan };

    /// <inheritdoc/>
    public async Task<WebhookAnswer> SendAsync(WebhookPost post, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        using var request = RequestOf(post);
        try
        {
            using var answer = await client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ending.Token)
                .ConfigureAwait(false);
            return new WebhookAnswer((int)answer.StatusCode, null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new WebhookAnswer(null, "timeout");
        }
        catch (HttpRequestException fault)
        {
            return new WebhookAnswer(null, IsForbidden(fault) ? "forbidden-address" : "unreachable");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static HttpRequestMessage RequestOf(WebhookPost post)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(post.Body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        var request = new HttpRequestMessage(HttpMethod.Post, post.Address) { Content = content };
        request.Headers.Add("webhook-id", post.MessageId);
        request.Headers.Add("webhook-timestamp", post.UnixSeconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", post.Signature);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Kuajie", null));
        return request;
    }

    private static SocketsHttpHandler Handler(bool allowsLoopback) =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxResponseHeadersLength = MostHeaderKilobytes,
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, allowsLoopback, cancellation),
        };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint place, bool allowsLoopback, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(place.Host, cancellation).ConfigureAwait(false);
        // One that may not be reached spoils them all: a name that stands for both is made to mislead.
        if (Array.Exists(addresses, address => !WebhookAddress.MayBeReached(address, allowsLoopback)))
        {
            throw new ForbiddenAddressException();
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, place.Port, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsForbidden(Exception? fault) =>
        fault is ForbiddenAddressException || (fault is not null && IsForbidden(fault.InnerException));

    private sealed class ForbiddenAddressException()
        : IOException("The endpoint's name stands for an address that messages may not go to.");
}
