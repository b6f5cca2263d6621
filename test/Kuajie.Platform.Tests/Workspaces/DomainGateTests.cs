using Kuajie.Platform.Faults;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Tests.Workspaces;

public sealed class DomainGateTests
{
    private readonly DomainGate gate = new();

    [Fact]
    public void Enter_WhileAnImportRuns_IsRefusedForItsDomainAlone()
    {
        var import = gate.Import("a");

        Assert.Equal("import-under-way", Assert.Throws<KuajieException>(() => gate.Enter("a")).Code);
        gate.Enter("b").Dispose();
        import.Dispose();
        gate.Enter("a").Dispose();
    }

    [Fact]
    public async Task Import_WhileAChangeIsUnderWay_WaitsForItAndTurnsTheNextAway()
    {
        var change = gate.Enter("a");
        var import = Task.Run(() => gate.Import("a"));
        while (Refusal() is null)
        {
            await Task.Yield();
        }
        Assert.False(import.IsCompleted);

        change.Dispose();

        (await import).Dispose();
        gate.Enter("a").Dispose();
    }

    [Fact]
    public async Task Enter_Twice_TakesTurns()
    {
        var first = gate.Enter("a");
        var second = Task.Run(() => gate.Enter("a"));
        first.Dispose();
        (await second).Dispose();
    }

    /// <summary>A second change waits for the first, so it is asked with a thread of its own only once the import has come.</summary>
    private string? Refusal()
    {
        if (!gate.IsImporting("a"))
        {
            return null;
        }
        return Assert.Throws<KuajieException>(() => gate.Enter("a")).Code;
    }
}
