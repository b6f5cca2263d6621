using System.Net;
using System.Net.Sockets;
using Kuajie.Cli.Output;
using Kuajie.Cli.Serving;
using Kuajie.Server;

namespace Kuajie.Cli.Tests.Serving;

public sealed class PortProbeTests : IDisposable
{
    private readonly TcpListener other = new(IPAddress.Loopback, 0);
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"kuajie-port-{Guid.NewGuid():N}");

    public PortProbeTests() => other.Start();

    private ServerSettings Settings => new() { Port = ((IPEndPoint)other.LocalEndpoint).Port };

    public void Dispose()
    {
        other.Dispose();
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void OrAnyFree_PortOfAnotherProgram_GivesWayAndComesBack()
    {
        var settings = Settings;

        Assert.Equal(settings with { Port = 0 }, PortProbe.OrAnyFree(settings));
        other.Stop();
        Assert.Equal(settings, PortProbe.OrAnyFree(settings));
        Assert.Equal(settings, PortProbe.OrAnyFree(settings));
    }

    [Fact]
    public async Task Demo_AskedForATakenPort_SaysSoBeforeTheWork()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var session = new CliSession(output, error, false, TimeProvider.System, TestContext.Current.CancellationToken);

        var code = await KuajieCommand.RunAsync(["demo", "--port", $"{Settings.Port}", "--out", folder, "--language", "en"], session);

        Assert.NotEqual(0, code);
        Assert.StartsWith($"Found: 127.0.0.1, port {Settings.Port}, cannot be listened on.", error.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }
}
