using System.Reflection;
using System.Xml.Linq;

namespace Kuajie.Repository.Tests.Rooms;

/// <summary>Arrows between the rooms point one way: Algorithms ← Marketing ← Platform ← Storage ← Server ← Cli, and Client ← Server.</summary>
public sealed class RoomReferencesTests
{
    private static readonly string[] Rooms =
    [
        "Kuajie.Algorithms",
        "Kuajie.Marketing",
        "Kuajie.Platform",
        "Kuajie.Storage",
        "Kuajie.Client",
        "Kuajie.Server",
        "Kuajie.Cli",
    ];
    private const string Client = "Kuajie.Client";
    private static readonly string[] AlgorithmsPackages = ["System.Numerics.Tensors", "MathNet.Numerics"];
    private static readonly string[] MarketingPackages =
    [
        "Google.OrTools",
        "Google.Protobuf",
        "Microsoft.ML",
        "Microsoft.ML.LightGbm",
        "Microsoft.ML.Core",
        "Microsoft.ML.Data",
        "Microsoft.ML.DataView",
        "Microsoft.ML.FastTree",
        "Microsoft.ML.KMeansClustering",
    ];

    [Fact]
    public void Projects_UnderSrc_AreTheRooms() =>
        Assert.Equal(
            Rooms.Order(),
            Repository
                .FilesEnding(".csproj")
                .Where(file => file.StartsWith("src/", StringComparison.Ordinal))
                .Select(Path.GetFileNameWithoutExtension)
        );

    [Theory]
    [InlineData("Kuajie.Algorithms")]
    [InlineData("Kuajie.Marketing")]
    [InlineData("Kuajie.Platform")]
    [InlineData("Kuajie.Storage")]
    [InlineData("Kuajie.Client")]
    [InlineData("Kuajie.Server")]
    [InlineData("Kuajie.Cli")]
    public void ProjectReferences_OfARoom_FollowTheArrows(string room)
    {
        var references = Items(room, "ProjectReference").Select(Path.GetFileNameWithoutExtension);

        Assert.Empty(references.Except(RoomsBelow(room)));
    }

    [Theory]
    [InlineData("Kuajie.Algorithms")]
    [InlineData("Kuajie.Marketing")]
    [InlineData("Kuajie.Platform")]
    [InlineData("Kuajie.Storage")]
    [InlineData("Kuajie.Client")]
    [InlineData("Kuajie.Server")]
    public void AssemblyReferences_OfARoom_FollowTheArrows(string room)
    {
        var references = References(room).Where(name => name.StartsWith("Kuajie", StringComparison.OrdinalIgnoreCase));

        Assert.Empty(references.Except(RoomsBelow(room)));
    }

    [Fact]
    public void Algorithms_BeyondTheBaseLibrary_UsesOnlyTheAllowedPackages()
    {
        Assert.Empty(Items("Kuajie.Algorithms", "PackageReference").Except(AlgorithmsPackages));
        Assert.Empty(References("Kuajie.Algorithms").Where(name => !IsBaseLibrary(name)).Except(AlgorithmsPackages));
    }

    [Fact]
    public void Marketing_BeyondTheBaseLibrary_UsesOnlyTheAllowedPackages()
    {
        Assert.Empty(Items("Kuajie.Marketing", "PackageReference").Except(MarketingPackages));
        Assert.Empty(
            References("Kuajie.Marketing").Where(name => !IsBaseLibrary(name)).Except(MarketingPackages).Except(["Kuajie.Algorithms"])
        );
    }

    [Fact]
    public void Platform_BeyondTheBaseLibrary_UsesNoPackage()
    {
        Assert.Empty(Items("Kuajie.Platform", "PackageReference"));
        Assert.Empty(
            References("Kuajie.Platform")
                .Where(name => !IsBaseLibrary(name))
                .Except(AlgorithmsPackages)
                .Except(["Kuajie.Algorithms", "Kuajie.Marketing"])
        );
    }

    [Fact]
    public void Client_BeyondTheBaseLibrary_UsesNothing()
    {
        Assert.Empty(Items("Kuajie.Client", "PackageReference").Concat(Items("Kuajie.Client", "FrameworkReference")));
        Assert.DoesNotContain(References("Kuajie.Client"), name => !IsBaseLibrary(name));
    }

    /// <summary>The client's contracts know no other room; no room but the server's and those above knows them.</summary>
    private static IEnumerable<string> RoomsBelow(string room) => room == Client ? [] : Rooms.TakeWhile(other => other != room);

    private static IEnumerable<string> Items(string room, string kind) =>
        XDocument.Load(Repository.PathOf($"src/{room}/{room}.csproj")).Descendants(kind).Select(item => (string)item.Attribute("Include")!);

    private static IEnumerable<string> References(string room) =>
        Assembly.Load(room).GetReferencedAssemblies().Select(reference => reference.Name!);

    private static bool IsBaseLibrary(string name) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"));
}
