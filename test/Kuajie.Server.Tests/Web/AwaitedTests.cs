using Bunit;
using Kuajie.Client;
using Kuajie.Client.Problems;
using Kuajie.Server.Web;
using Kuajie.Server.Web.Parts;
using MudBlazor.Services;

namespace Kuajie.Server.Tests.Web;

public sealed class AwaitedTests : BunitContext
{
    public AwaitedTests() => Services.AddMudServices();

    [Fact]
    public void Awaited_NothingAskedFor_KeepsItsRoom()
    {
        var part = Show(new Loaded<string[]>());

        Assert.Equal("min-height:160px", part.Find(".waiting").GetAttribute("style"));
    }

    [Fact]
    public async Task Awaited_Arrived_ShowsIt()
    {
        var loaded = new Loaded<string[]>();
        await loaded.FromAsync(() => Task.FromResult<string[]>(["one"]));

        Assert.Equal("<b>one</b>", Show(loaded).Markup);
    }

    [Fact]
    public async Task Awaited_Refused_SaysWhyAndTheCure()
    {
        var loaded = new Loaded<string[]>();
        await loaded.FromAsync(() => throw Problem(404));

        var alert = Show(loaded).Find("[role=alert]");
        Assert.Equal("There is none.", alert.QuerySelector("strong")!.TextContent);
        Assert.Equal("Make one.", alert.QuerySelector("p")!.TextContent);
        Assert.True(loaded.Failure!.IsMissing);
    }

    [Fact]
    public async Task FromAsync_SignedOut_IsForThePage()
    {
        var loaded = new Loaded<string[]>();

        await Assert.ThrowsAsync<KuajieProblemException>(() => loaded.FromAsync(() => throw Problem(401)));
        Assert.False(loaded.IsLoading);
    }

    [Fact]
    public async Task FromAsync_OvertakenByAnother_LeavesTheLaterOne()
    {
        var loaded = new Loaded<string[]>();
        var slow = new TaskCompletionSource<string[]>();

        var first = loaded.FromAsync(() => slow.Task);
        await loaded.FromAsync(() => Task.FromResult<string[]>(["second"]));
        slow.SetResult(["first"]);
        await first;

        Assert.Equal(["second"], loaded.Value!);
    }

    private static KuajieProblemException Problem(int status) =>
        new(new ProblemResponse("t", "t", status, "c", "There is none.", "One.", "Make one."));

    private IRenderedComponent<Awaited<string[]>> Show(Loaded<string[]> loaded) =>
        Render<Awaited<string[]>>(parameters =>
            parameters.Add(part => part.Of, loaded).Add(part => part.ChildContent, value => $"<b>{value[0]}</b>")
        );
}
