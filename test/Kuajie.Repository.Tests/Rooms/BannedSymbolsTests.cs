using System.Globalization;
using System.Text.RegularExpressions;

namespace Kuajie.Repository.Tests.Rooms;

/// <summary>
/// Compiles a file that breaks the rules of Kuajie.Algorithms, under the repository's own build settings, and expects the build to refuse each line.
/// </summary>
public sealed partial class BannedSymbolsTests
{
    private const string Offences = """
        namespace Offences;

        public static class Offender
        {
            public static bool ReadsAFile(string path) => System.IO.File.Exists(path);
            public static object ReadsTheClock() => System.DateTime.Now;
            public static object ReadsTheUtcClock() => System.DateTimeOffset.UtcNow;
            public static int RollsAmbientDice() => System.Random.Shared.Next();
            public static object RollsUnseededDice() => new System.Random();
            public static object CallsTheNetwork() => new System.Net.Http.HttpClient();
            public static void Talks() => System.Console.WriteLine();
            public static int AsksTheMachine() => System.Environment.ProcessorCount;
            public static double IsInnocent(double value) => System.Math.Sqrt(value);
        }
        """;

    [Fact]
    public async Task Build_OfOffencesUnderAlgorithmsRules_IsRefusedLineByLine()
    {
        var folder = Directory.CreateTempSubdirectory("kuajie-banned-").FullName;
        try
        {
            Write("Offender.cs", Offences);
            Write("Directory.Build.props", $"<Project><Import Project=\"{Repository.PathOf("Directory.Build.props")}\" /></Project>");
            Write("Directory.Packages.props", $"<Project><Import Project=\"{Repository.PathOf("Directory.Packages.props")}\" /></Project>");
            Write("Kuajie.Algorithms.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");

            var (code, output) = await Repository.RunAsync(
                "dotnet",
                [
                    "build",
                    "Kuajie.Algorithms.csproj",
                    "-nologo",
                    "-v",
                    "q",
                    "--disable-build-servers",
                    $"-p:ArtifactsPath={folder}/artifacts",
                ],
                folder
            );
            var refused = Refusals()
                .Matches(output)
                .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
                .Distinct()
                .Order();

            Assert.NotEqual(0, code);
            Assert.Equal(Enumerable.Range(5, 8), refused);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
    }

    [GeneratedRegex(@"Offender\.cs\((\d+),\d+\): error RS0030")]
    private static partial Regex Refusals();
}
