using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Kuajie.Repository.Tests.Texts;

/// <summary>Every text exists in English and in Simplified Chinese, with the same gaps to fill, and every name in code has its text.</summary>
public sealed partial class ResourcePairsTests
{
    private const string ChineseEnding = ".zh-Hans.resx";

    private static readonly Lazy<string> Source = new(() =>
        string.Concat(
            Repository
                .FilesEnding(".cs")
                .Concat(Repository.FilesEnding(".razor"))
                .Where(file => file.StartsWith("src/", StringComparison.Ordinal))
                .Select(Repository.Read)
        )
    );

    /// <summary>Every word of the source.</summary>
    private static readonly Lazy<HashSet<string>> SourceWords = new(() =>
        AnyWord().Matches(Source.Value).Select(match => match.Value).ToHashSet()
    );

    /// <summary>What keys begin with that are put together.</summary>
    private static readonly Lazy<HashSet<string>> KeyBeginnings = new(() =>
        DynamicKeys().Matches(Source.Value).Select(match => match.Groups["prefix"].Value).Where(prefix => prefix.Length > 0).ToHashSet()
    );

    public static TheoryData<string> EnglishFiles =>
        [.. Repository.FilesEnding(".resx").Where(file => !file.EndsWith(ChineseEnding, StringComparison.Ordinal))];

    [Fact]
    public void ChineseFiles_Each_HaveAnEnglishTwin() =>
        Assert.Empty(
            Repository
                .FilesEnding(ChineseEnding)
                .Select(file => file.Replace(ChineseEnding, ".resx", StringComparison.Ordinal))
                .Except(EnglishFiles.Select(row => row.Data))
        );

    [Theory]
    [MemberData(nameof(EnglishFiles))]
    public void Pair_KeysAndPlaceholders_AreTheSame(string file)
    {
        var (english, chinese) = (Texts(file), Texts(file.Replace(".resx", ChineseEnding, StringComparison.Ordinal)));

        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), chinese.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(
            english
                .Keys.Where(key => !Gaps(english[key]).SetEquals(Gaps(chinese[key])))
                .Select(key => $"{key}: {english[key]} / {chinese[key]}")
        );
    }

    [Theory]
    [MemberData(nameof(EnglishFiles))]
    public void Pair_EnglishSentences_AreChineseInChinese(string file)
    {
        var chinese = Texts(file.Replace(".resx", ChineseEnding, StringComparison.Ordinal));
        var untranslated = Texts(file)
            .Where(pair => IsSentence(pair.Value) && !chinese[pair.Key].Any(letter => letter is >= '\u4e00' and <= '\u9fff'));

        Assert.Empty(untranslated);
    }

    [Theory]
    [MemberData(nameof(EnglishFiles))]
    public void Pair_Keys_AreUsed(string file)
    {
        Assert.All(Texts(file).Keys, key => Assert.True(IsUsed(key), $"Nothing uses {key}."));
        bool IsUsed(string key) =>
            SourceWords.Value.Contains(key)
            || SourceWords.Value.Contains(FaultPart().Replace(key, ""))
            || KeyBeginnings.Value.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal));
    }

    [Fact]
    public void Source_KeysItFormats_HaveATextSomewhere()
    {
        var keys = EnglishFiles.SelectMany(row => Texts(row.Data).Keys).ToHashSet();
        var named = FormattedKeys().Matches(Source.Value).Select(match => match.Groups["key"].Value).Distinct();

        Assert.Empty(named.Except(keys));
    }

    [Theory]
    [MemberData(nameof(EnglishFiles))]
    public void Class_EveryTextItNames_ResolvesInBothLanguages(string file)
    {
        var holder = Holder(file);
        var before = CultureInfo.CurrentUICulture;
        try
        {
            foreach (var language in new[] { "en", "zh-Hans" })
            {
                CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
                Assert.All(
                    Texts(file).Keys,
                    key => Assert.NotNull(new ResourceManager(holder).GetString(key, CultureInfo.CurrentUICulture))
                );
                Assert.All(Named(holder), member => Assert.NotNull(member()));
            }
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    /// <summary>The properties and methods of a text class as calls with made-up values; a class that is more than texts names none this way.</summary>
    private static IEnumerable<Func<object?>> Named(Type holder)
    {
        const BindingFlags Texts = BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (!holder.Name.EndsWith("Texts", StringComparison.Ordinal))
        {
            return [];
        }
        var properties = holder
            .GetProperties(Texts)
            .Where(property => property.PropertyType == typeof(string))
            .Select(property => new Func<object?>(() => property.GetValue(null)));
        var methods = holder
            .GetMethods(Texts)
            .Where(method => method is { IsSpecialName: false, ContainsGenericParameters: false } && method.ReturnType == typeof(string))
            .Where(method => method.GetParameters().All(parameter => CanMakeUp(parameter.ParameterType)))
            .Select(method => new Func<object?>(() =>
                method.Invoke(null, [.. method.GetParameters().Select(parameter => MadeUp(parameter.ParameterType))])
            ));
        return properties.Concat(methods);
    }

    private static bool CanMakeUp(Type type) =>
        type == typeof(string)
        || type == typeof(object)
        || (type.IsValueType && !type.IsByRefLike)
        || typeof(IEnumerable).IsAssignableFrom(type) && type.IsAssignableFrom(typeof(string[]));

    private static object? MadeUp(Type type) =>
        type == typeof(string) || type == typeof(object) ? "x"
        : type.IsEnum ? Enum.GetValues(type).GetValue(0)
        : type.IsValueType ? Activator.CreateInstance(type)
        : new[] { "x", "y" };

    private static Type Holder(string file)
    {
        var parts = Path.ChangeExtension(file, null).Split('/');
        var assembly = parts[1] == "Kuajie.Cli" ? "kuajie" : parts[1];
        return Assembly.Load(assembly).GetType(string.Join('.', parts.Skip(1)), throwOnError: true)!;
    }

    private static Dictionary<string, string> Texts(string file) =>
        XDocument
            .Parse(Repository.Read(file))
            .Root!.Elements("data")
            .ToDictionary(data => (string)data.Attribute("name")!, data => (string)data.Element("value")!);

    private static HashSet<string> Gaps(string text) => [.. Placeholders().Matches(text).Select(match => match.Groups[1].Value)];

    private static bool IsSentence(string text) => Words().Count(Placeholders().Replace(text, "")) >= 3;

    [GeneratedRegex(@"\{(\d+)(?:[,:][^}]*)?\}")]
    private static partial Regex Placeholders();

    [GeneratedRegex("(?<![-\\w`])[A-Za-z]{2,}(?![-\\w`])")]
    private static partial Regex Words();

    [GeneratedRegex("(?:\\$\"(?<prefix>\\w*)\\{|\"(?<prefix>\\w+)\"\\s*\\+)")]
    private static partial Regex DynamicKeys();

    /// <summary>A fault's texts are named together by their common beginning.</summary>
    [GeneratedRegex("(Found|Expected|Cure|Where)$", RegexOptions.ExplicitCapture)]
    private static partial Regex FaultPart();

    [GeneratedRegex(@"\w+")]
    private static partial Regex AnyWord();

    [GeneratedRegex("(?:(?:Source|Texts)\\.Format|\\b(?:Say|T))\\(\\s*(?:nameof\\((?<key>\\w+)\\)|\"(?<key>\\w+)\"(?!\\s*\\+))")]
    private static partial Regex FormattedKeys();
}
