using Kuajie.Platform.Faults;
using Kuajie.Platform.Recommendations.Live;

namespace Kuajie.Platform.Tests.Recommendations.Live;

public sealed class LiveCursorTests
{
    [Theory]
    [InlineData("nonsense!", "invalid-cursor")]
    [InlineData("AAAA", "invalid-cursor")]
    public void Cursor_ThatIsNone_IsRefused(string cursor, string code) =>
        Assert.Equal(
            code,
            Assert.Throws<KuajieException>(() => new LiveWorld().Recommend(LiveWorld.For("s4") with { Cursor = cursor })).Code
        );

    [Fact]
    public void Cursor_OfAnotherRequest_IsRefused()
    {
        var world = new LiveWorld();
        var cursor = world.Recommend(LiveWorld.For("s4")).NextCursor;

        Assert.NotNull(cursor);
        Assert.Equal(
            "cursor-of-another-list",
            Assert.Throws<KuajieException>(() => world.Recommend(LiveWorld.For("s5") with { Cursor = cursor })).Code
        );
    }

    [Fact]
    public void Cursor_ChangedInAnyByte_OrOfAnotherParty_IsRefused()
    {
        var world = new LiveWorld();
        var cursor = world.Recommend(LiveWorld.For("s4")).NextCursor!;
        string Code(string text, string party) =>
            Assert
                .Throws<KuajieException>(() =>
                    world.Recommender.Recommend(LiveWorld.For("s4") with { Cursor = text }, new AllAccess(party: party))
                )
                .Code;

        for (var place = 0; place < cursor.Length; place++)
        {
            var forged = $"{cursor[..place]}{(cursor[place] == 'A' ? 'B' : 'A')}{cursor[(place + 1)..]}";
            Assert.Equal("invalid-cursor", Code(forged, ""));
        }
        Assert.Equal("invalid-cursor", Code(cursor, "another"));
        Assert.NotEmpty(world.Recommend(LiveWorld.For("s4") with { Cursor = cursor }).Items);
    }
}
