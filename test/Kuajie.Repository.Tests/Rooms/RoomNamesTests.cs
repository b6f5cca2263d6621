namespace Kuajie.Repository.Tests.Rooms;

/// <summary>A thing that two slices share gets its own noun, and a file stays readable in one sitting.</summary>
public sealed class RoomNamesTests
{
    private const int LongestFile = 400;
    private static readonly string[] EmptyNouns =
    [
        "Common",
        "Core",
        "Shared",
        "Util",
        "Utils",
        "Helper",
        "Helpers",
        "Services",
        "Managers",
        "Manager",
        "Interfaces",
        "Misc",
    ];

    [Fact]
    public void Folders_AndFiles_CarryNoEmptyNouns()
    {
        var offenders = Repository
            .FilesEnding(".cs")
            .Where(file => Path.ChangeExtension(file, null).Split('/', '.').Intersect(EmptyNouns).Any());

        Assert.Empty(offenders);
    }

    [Fact]
    public void Types_InSource_CarryNoEmptyEndings()
    {
        string[] endings = ["Util", "Utils", "Helper", "Helpers", "Manager"];
        var offenders = Repository
            .FilesEnding(".cs")
            .Where(file => endings.Any(ending => Path.GetFileNameWithoutExtension(file).EndsWith(ending, StringComparison.Ordinal)));

        Assert.Empty(offenders);
    }

    [Fact]
    public void Files_OfSource_StayUnderFourHundredLines()
    {
        var offenders = Repository
            .FilesEnding(".cs")
            .Select(file => (file, lines: File.ReadLines(Repository.PathOf(file)).Count()))
            .Where(pair => pair.lines > LongestFile);

        Assert.Empty(offenders);
    }
}
