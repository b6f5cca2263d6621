using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Kuajie.Platform.Access;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Benchmarks;

/// <summary>
/// Events per second that <c>kuajie serve</c>, a process of its own on the same disk, acknowledges to several connections of this one, beside what DuckDB's own appender
/// reaches with as many rows in as many commits.
/// </summary>
internal sealed partial class EventLoad
{
    private const string Domain = "knowledge";
    private readonly string folder;
    private readonly int connections;
    private readonly int batch;
    private readonly TimeSpan length;
    private readonly List<double> milliseconds = [];

    private EventLoad(string[] arguments)
    {
        folder = Path.Combine(arguments[0], "event-load");
        connections = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        batch = int.Parse(arguments[2], CultureInfo.InvariantCulture);
        length = TimeSpan.FromSeconds(int.Parse(arguments[3], CultureInfo.InvariantCulture));
    }

    /// <summary>Prints a table.</summary>
    /// <param name="arguments">Folder on the disk to measure, connections, events per batch, seconds.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var load = new EventLoad(arguments);
        Directory.CreateDirectory(load.folder);
        try
        {
            await load.RunAsync();
        }
        finally
        {
            Directory.Delete(load.folder, recursive: true);
        }
    }

    private async Task RunAsync()
    {
        var workspace = Path.Combine(folder, "w.kuajie");
        var key = CreateKey(workspace);
        using var service = Start(workspace);
        using var client = new HttpClient { BaseAddress = await AddressOf(service) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        await SendAllAsync(client, "warm", TimeSpan.FromSeconds(3));
        milliseconds.Clear();
        var commits = await CommitsAsync(client);
        var (sent, took) = await SendAllAsync(client, "run", length);
        commits = await CommitsAsync(client) - commits;
        service.Kill();
        await service.WaitForExitAsync();
        milliseconds.Sort();
        Write("acknowledged", sent / took.TotalSeconds, commits / took.TotalSeconds, sent / (double)commits);
        var plain = PlainAppend.Run(Path.Combine(folder, "plain.duckdb"), sent, (int)commits);
        Write("appender alone", sent / plain.TotalSeconds, commits / plain.TotalSeconds, sent / (double)commits);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"batches of {batch}, {connections} connections, {took.TotalSeconds:0.0} s: p50 {At(0.5):0.0} ms, p99 {At(0.99):0.0} ms, most {milliseconds[^1]:0.0} ms"
            )
        );
    }

    private double At(double share) => milliseconds[(int)(share * (milliseconds.Count - 1))];

    private static void Write(string what, double events, double commits, double perCommit) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what, -16}{events, 10:0} events/s{commits, 8:0.0} commits/s{perCommit, 8:0} events/commit"
            )
        );

    private async Task<(long Events, TimeSpan Took)> SendAllAsync(HttpClient client, string prefix, TimeSpan time)
    {
        var started = Stopwatch.GetTimestamp();
        var sent = await Task.WhenAll(
            Enumerable.Range(0, connections).Select(number => Task.Run(() => SendAsync(client, $"{prefix}-{number}", started, time)))
        );
        return (sent.Sum(), Stopwatch.GetElapsedTime(started));
    }

    private async Task<long> SendAsync(HttpClient client, string prefix, long started, TimeSpan time)
    {
        long sent = 0;
        for (var number = 0; Stopwatch.GetElapsedTime(started) < time; number++)
        {
            using var content = new ByteArrayContent(Body(prefix, number));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            var begun = Stopwatch.GetTimestamp();
            using var answer = await client.PostAsync($"/v1/domains/{Domain}/events", content);
            answer.EnsureSuccessStatusCode();
            lock (milliseconds)
            {
                milliseconds.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
            sent += batch;
        }
        return sent;
    }

    private byte[] Body(string prefix, int number)
    {
        var text = new StringBuilder("{\"events\":[");
        for (var n = 0; n < batch; n++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{(n == 0 ? "" : ",")}{{\"event\":\"{prefix}-{number}-{n}\",\"user\":\"user-{(number * 7919 + n * 104729) % 100_000}\",\"item\":\"item-{(number + n * 31) % 10_000}\",\"kind\":\"click\",\"at\":\"2026-03-04T05:06:07Z\",\"list\":\"l-{number}\"}}"
            );
        }
        return Encoding.UTF8.GetBytes(text.Append("]}").ToString());
    }

    private static string CreateKey(string workspace)
    {
        using var created = Workspace.Create(workspace, "benchmark", TimeProvider.System);
        created.Partners.EnsureDomain(Domain);
        return new KeyRing(created.Keys, created.Partners, TimeProvider.System).Issue("load", null, Scope.Ingest).Text;
    }

    private static Process Start(string workspace) =>
        Process.Start(
            new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "kuajie"))
            {
                ArgumentList = { "serve", "--workspace", workspace, "--port", "0", "--quiet" },
                UseShellExecute = false,
                RedirectStandardOutput = true,
            }
        )!;

    private static async Task<Uri> AddressOf(Process service)
    {
        while (await service.StandardOutput.ReadLineAsync() is { } line)
        {
            if (AddressIn().Match(line) is { Success: true } match)
            {
                return new Uri(match.Value);
            }
        }
        throw new InvalidOperationException("The service ended before it listened.");
    }

    private static async Task<long> CommitsAsync(HttpClient client)
    {
        var metrics = await client.GetStringAsync("/metrics");
        return metrics
            .Split('\n')
            .Where(line => line.StartsWith("kuajie_events_groups", StringComparison.Ordinal))
            .Select(line => (long)double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture))
            .Single();
    }

    [GeneratedRegex(@"http://[0-9.]+:\d+")]
    private static partial Regex AddressIn();
}
