using System.Reflection;

namespace Kuajie.Repository.Tests.PublicApi;

public sealed class PublicApiTests
{
    [Theory]
    [InlineData("Kuajie.Algorithms")]
    [InlineData("Kuajie.Marketing")]
    [InlineData("Kuajie.Client")]
    public void PublicApi_OfWhatOthersBuildOn_IsAsRecorded(string room) =>
        Snapshot.Matches($"docs/reference/public-api/{room}.txt", PublicApiListing.Of(Assembly.Load(room)));
}
