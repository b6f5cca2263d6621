using System.Reflection;

namespace Kuajie.Repository.Tests.PublicApi;

public sealed class PublicApiTests
{
    [Fact]
    public void Algorithms_PublicApi_IsAsRecorded() =>
        Snapshot.Matches("docs/reference/public-api/Kuajie.Algorithms.txt", PublicApiListing.Of(Assembly.Load("Kuajie.Algorithms")));
}
