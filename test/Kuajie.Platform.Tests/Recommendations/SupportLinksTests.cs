using Kuajie.Platform.Recommendations;
using Kuajie.Platform.Tests.Recommendations.Live;
using Kuajie.Platform.Users;

namespace Kuajie.Platform.Tests.Recommendations;

public sealed class SupportLinksTests
{
    [Fact]
    public void Between_MoreThanThereIsRoomFor_HoldsTheSameFewAndCountsThem()
    {
        var world = new LiveWorld(train: false);
        world.Workspace.Links.Add(Enumerable.Range(0, 500).Select(user => Of("auto", "sports", user)));
        world.Workspace.Links.Add(Enumerable.Range(0, 80).Select(user => Of("auto", "knowledge", user)));
        var links = new SupportLinks(world.Workspace.Links, () => 0, most: 100);

        var few = links.Between("auto", "sports");
        Assert.Equal((100, 100), (few.Count, links.Count));
        // Drawn by hash, not the first of the alphabet.
        Assert.NotEqual(world.Workspace.Links.Between("auto", "sports").Take(100), few);

        Assert.Equal((80, 80), (links.Between("auto", "knowledge").Count, links.Count));
        Assert.Equal(few, links.Between("auto", "sports"));
        Assert.Equal(100, links.Count);
    }

    [Fact]
    public void Between_LinksChanged_AreReadAgain()
    {
        var world = new LiveWorld(train: false);
        var epoch = 0L;
        world.Workspace.Links.Add([Of("auto", "sports", 1)]);
        var links = new SupportLinks(world.Workspace.Links, () => epoch);
        Assert.Single(links.Between("auto", "sports"));

        world.Workspace.Links.Add([Of("auto", "sports", 2)]);
        Assert.Single(links.Between("auto", "sports"));
        epoch++;

        Assert.Equal(2, links.Between("auto", "sports").Count);
        links.Forget();
        Assert.Equal(0, links.Count);
    }

    private static Link Of(string first, string second, int user) =>
        new(first, $"u{user}", second, $"u{user}", LinkMethod.File, DateTimeOffset.UnixEpoch);
}
