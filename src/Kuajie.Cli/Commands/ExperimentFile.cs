using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kuajie.Cli.Texts;
using Kuajie.Client.Experiments;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Faults;
using Kuajie.Server.Experiments;

namespace Kuajie.Cli.Commands;

/// <summary>A definition in a file: the very document that the service takes, comments and trailing commas allowed.</summary>
internal static class ExperimentFile
{
    private static readonly JsonSerializerOptions Options = new(ExperimentsJson.Default.Options)
    {
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    private static readonly JsonDocumentOptions Loose = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Names that files once had, and those that stand in their place.</summary>
    private static readonly Dictionary<string, string> Former = new(StringComparer.OrdinalIgnoreCase)
    {
        ["isThroughList"] = "throughList",
        ["isGoal"] = "goal",
        ["isHigherBetter"] = "higherIsBetter",
        ["isReadAnyTime"] = "readAnyTime",
    };

    /// <summary>Reads a definition.</summary>
    /// <exception cref="KuajieException">The file is none; path, line and column say where.</exception>
    /// <exception cref="SeveralFaultsException">Several members have their former names.</exception>
    public static ExperimentDefinition Read(string path)
    {
        var text = File.ReadAllText(path);
        try
        {
            using var document = JsonDocument.Parse(text, Loose);
            ThrowIfFormer([.. FormerNames(document.RootElement, "$")]);
            var request = JsonSerializer.Deserialize(text, (JsonTypeInfo<ExperimentRequest>)Options.GetTypeInfo(typeof(ExperimentRequest)));
            return ExperimentWire.ToDefinition(request ?? throw new JsonException(null, "$", 0, 0));
        }
        catch (JsonException unreadable)
        {
            var place = FormattableString.Invariant($"{unreadable.LineNumber + 1}:{unreadable.BytePositionInLine + 1}");
            throw ExperimentVerbTexts.Source.Fault(
                "unreadable-definition",
                "Unreadable",
                path,
                isUsage: true,
                inner: unreadable,
                arguments: [unreadable.Path ?? "$", place]
            );
        }
    }

    private static IEnumerable<KuajieException> FormerNames(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                if (Former.TryGetValue(member.Name, out var present))
                {
                    yield return ExperimentVerbTexts.Source.Fault(
                        "former-name",
                        "FormerName",
                        $"{path}.{member.Name}",
                        isUsage: true,
                        arguments: [member.Name, present]
                    );
                }
                foreach (var inner in FormerNames(member.Value, $"{path}.{member.Name}"))
                {
                    yield return inner;
                }
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var inner in element.EnumerateArray().Index().SelectMany(each => FormerNames(each.Item, $"{path}[{each.Index}]")))
            {
                yield return inner;
            }
        }
    }

    private static void ThrowIfFormer(IReadOnlyList<KuajieException> faults)
    {
        if (faults.Count > 0)
        {
            throw faults.Count == 1 ? faults[0] : new SeveralFaultsException(faults);
        }
    }
}
