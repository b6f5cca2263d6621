using System.Text.Json;
using System.Xml.Linq;

namespace Kuajie.Repository.Tests.Documents;

/// <summary>Every package is used, named with its version and licence, and has its reason written down.</summary>
public sealed class PackagesTests
{
    private static readonly IReadOnlyList<(string Name, string Version)> Central =
    [
        .. XDocument
            .Load(Repository.PathOf("Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Select(item => ((string)item.Attribute("Include")!, (string)item.Attribute("Version")!)),
    ];

    [Fact]
    public void Packages_Each_AreNamedInTheNoticesWithVersionAndLicence()
    {
        var rows = Repository
            .Read("THIRD-PARTY-NOTICES.md")
            .Split('\n')
            .Where(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToList();
        string[] fitting = ["Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "MS-PL"];
        var unnamed = Central
            .Concat(Tools())
            .Where(package => !rows.Exists(row => row[1] == package.Name && row[2] == package.Version && fitting.Any(row[3].Contains)));

        Assert.Empty(unnamed);
    }

    [Fact]
    public void Packages_Each_HaveAReasonInTheDecisions()
    {
        var decisions = string.Concat(
            Repository
                .FilesEnding(".md")
                .Where(file => file.StartsWith("docs/decisions/", StringComparison.Ordinal))
                .Select(Repository.Read)
        );

        Assert.All(Central.Concat(Tools()), package => Assert.Contains(package.Name, decisions, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Packages_Each_AreUsedByAProject()
    {
        var used = Repository
            .Files.Where(file =>
                file.EndsWith(".csproj", StringComparison.Ordinal) || file.EndsWith("Directory.Build.props", StringComparison.Ordinal)
            )
            .SelectMany(file => XDocument.Load(Repository.PathOf(file)).Descendants("PackageReference"))
            .Select(item => (string)item.Attribute("Include")!);

        Assert.Empty(Central.Select(package => package.Name).Except(used));
    }

    private static IEnumerable<(string Name, string Version)> Tools() =>
        JsonDocument
            .Parse(Repository.Read(".config/dotnet-tools.json"))
            .RootElement.GetProperty("tools")
            .EnumerateObject()
            .Select(tool => (tool.Name, tool.Value.GetProperty("version").GetString()!));
}
