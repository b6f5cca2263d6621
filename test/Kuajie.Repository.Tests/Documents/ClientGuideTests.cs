using System.Text.RegularExpressions;
using Kuajie.Client;

namespace Kuajie.Repository.Tests.Documents;

/// <summary>The guide to the .NET client names every part of it, and none that is gone.</summary>
public sealed partial class ClientGuideTests
{
    [Theory]
    [InlineData("docs/guide/dotnet-client.md", "## The parts")]
    [InlineData("docs/guide/dotnet-client.zh-CN.md", "## 各个部分")]
    public void Guide_PartsOfTheClient_AreAllNamed(string guide, string heading)
    {
        var section = Repository.Read(guide).Split(heading + "\n")[1].Split("\n## ")[0];
        var named = section
            .Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Names().Matches(line.Split('|')[1]).Select(match => match.Groups[1].Value));

        Assert.Equal(typeof(KuajieClient).GetProperties().Select(part => part.Name).Order(), named.Order());
    }

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Names();
}
