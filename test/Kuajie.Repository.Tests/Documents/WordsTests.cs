using System.Text.RegularExpressions;

namespace Kuajie.Repository.Tests.Documents;

/// <summary>What no file of the repository may say: unfinished work, paths of one person's machine, addresses of package registries.</summary>
public sealed class WordsTests
{
    // Written in pieces, so that this file does not say them either.
    private static readonly (string Pattern, string Why)[] Banned =
    [
        (@"\b(TO" + @"DO|FIX" + @"ME|X" + @"XX|HA" + @"CK)\b", "unfinished work: finish it, or describe it where it is planned"),
        (@"NotImplemented" + @"Exception", "a stub: write it or leave it out"),
        (
            @"(?<![\w.])/(wo" + @"rk|ro" + @"ot|ho" + @"me/\w+|Us" + @"ers/\w+)/",
            "a path of one machine: name it from the repository's root"
        ),
        (@"\b[A-Z]:\\" + @"Users\\", "a path of one machine: name it from the repository's root"),
        (
            @"nuget\." + @"org|npm" + @"js\.(org|com)|deb\.deb" + @"ian|py" + @"pi\.org|registry\." + @"npm",
            "an address of a package registry: the client's configuration knows it"
        ),
    ];

    private static readonly string[] Text =
    [
        ".cs",
        ".md",
        ".csproj",
        ".props",
        ".targets",
        ".json",
        ".resx",
        ".css",
        ".txt",
        ".yml",
        ".slnx",
        ".py",
        ".sh",
        "run",
        ".sql",
    ];

    [Fact]
    public void Files_OfTheRepository_SayNoBannedWord()
    {
        var found =
            from file in Repository.Files
            where Text.Any(ending => file.EndsWith(ending, StringComparison.Ordinal))
            from line in Repository.Read(file).Split('\n').Select((text, index) => (text, number: index + 1))
            from word in Banned
            where Regex.IsMatch(line.text, word.Pattern)
            select $"{file}:{line.number}: {word.Why}: {line.text.Trim()}";

        Assert.Empty(found);
    }
}
