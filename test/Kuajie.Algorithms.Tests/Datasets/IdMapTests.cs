using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Tests.Datasets;

public class IdMapTests
{
    [Fact]
    public void IndexOf_KnownAndUnknownIds_GivesPlaceOrMinusOne()
    {
        var map = new IdMap(["b", "a", "篮球"]);
        Assert.Equal(3, map.Count);
        Assert.Equal(2, map.IndexOf("篮球"));
        Assert.Equal("a", map[1]);
        Assert.Equal(-1, map.IndexOf("A"));
        Assert.Equal(["b", "a", "篮球"], map.Ids);
    }

    [Fact]
    public void Constructor_RepeatedId_NamesBothPlaces()
    {
        var thrown = Assert.Throws<ArgumentException>(() => new IdMap(["a", "b", "a"]));
        Assert.Contains("Found id 'a' twice, at 0 and 2; expected distinct ids.", thrown.Message, StringComparison.Ordinal);
    }
}
