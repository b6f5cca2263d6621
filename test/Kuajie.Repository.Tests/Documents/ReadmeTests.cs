using Kuajie.Repository.Tests.CommandLines;

namespace Kuajie.Repository.Tests.Documents;

/// <summary>What the documents tell people to type is what the program understands, in both languages.</summary>
public sealed class ReadmeTests
{
    private const string RunCommand = "dotnet run -c Release -v m --project src/Kuajie.Cli -- demo";
    private const string TestCommand = "dotnet test -c Release";
    private static readonly string[] Readmes = ["README.md", "README.zh-CN.md"];

    /// <summary>Programs beside kuajie that a document may call.</summary>
    private static readonly string[] OtherPrograms = ["dotnet", "git", "cd", "export", ".ci/run", "python3", "head", "cat", "curl"];

    /// <summary>Verbs that documents already name and the program does not have yet; a verb that is there is always checked.</summary>
    private static readonly string[] VerbsToCome = [];

    public static TheoryData<string> DocumentsWithCommands =>
        [.. Repository.FilesEnding(".md").Where(file => ShellCommands.In(Repository.Read(file)).Any())];

    [Theory]
    [MemberData(nameof(DocumentsWithCommands))]
    public void Commands_InADocument_Parse(string file)
    {
        var faults = new List<string>();
        foreach (var command in ShellCommands.In(Repository.Read(file)))
        {
            if (ShellCommands.KuajieArguments(command) is not { } arguments)
            {
                faults.AddRange(
                    OtherPrograms.Any(program => command.Split(' ')[0] == program) ? [] : [$"Not a program a document may call: {command}"]
                );
            }
            else if (arguments.Length == 0 || KuajieCalls.HasVerb(arguments[0]) || !VerbsToCome.Contains(arguments[0]))
            {
                faults.AddRange(KuajieCalls.Faults(arguments));
            }
        }
        Assert.Empty(faults);
    }

    [Fact]
    public void VerbsToCome_OnceAllAreThere_AreGoneFromThisTest() =>
        Assert.True(
            VerbsToCome.Length == 0 || VerbsToCome.Any(verb => !KuajieCalls.HasVerb(verb)),
            "Every verb is there: empty VerbsToCome."
        );

    [Fact]
    public void Readmes_NameTheTwoCommands_AndTheBuildRunsTheSecond()
    {
        string[] commands = [RunCommand, TestCommand];
        Assert.All(Readmes, file => Assert.Empty(commands.Except(ShellCommands.In(Repository.Read(file)).Select(WithoutLanguage))));
        Assert.Contains(Repository.Read(".ci/run").Split('\n'), line => line.StartsWith(TestCommand + " ", StringComparison.Ordinal));
    }

    [Fact]
    public void Readmes_InBothLanguages_HaveTheSameSectionsAndCommands()
    {
        var (english, chinese) = (Repository.Read(Readmes[0]), Repository.Read(Readmes[1]));

        Assert.Equal(Sections(english), Sections(chinese));
        Assert.Equal(ShellCommands.In(english).Select(WithoutLanguage), ShellCommands.In(chinese).Select(WithoutLanguage));
    }

    /// <summary>Headings name their section in a comment that is the same in both languages: <c>&lt;!-- section: tour --&gt;</c>.</summary>
    private static IEnumerable<string> Sections(string readme)
    {
        var lines = readme.Split('\n');
        for (var index = 1; index < lines.Length; index++)
        {
            if (lines[index].StartsWith("## ", StringComparison.Ordinal))
            {
                yield return lines[index - 1].Trim() is ['<', '!', ..] and var name
                    ? name
                    : $"'{lines[index]}' has no section comment above it";
            }
        }
    }

    private static string WithoutLanguage(string command) =>
        command.Replace(" --language zh", "", StringComparison.Ordinal).Replace(" --language en", "", StringComparison.Ordinal);
}
