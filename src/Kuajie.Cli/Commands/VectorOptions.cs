using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Content;
using Kuajie.Storage.Content;

namespace Kuajie.Cli.Commands;

/// <summary>The option <c>--vectors DOMAIN=FILE</c>, once for each domain.</summary>
internal sealed class VectorOptions
{
    private readonly Option<string[]> vectors = new("--vectors") { Description = TrainTexts.VectorsOption, HelpName = "DOMAIN=FILE" };

    public void AddTo(Command command) => command.Options.Add(vectors);

    /// <summary>The vectors by domain; null where none are given.</summary>
    /// <param name="context">The call.</param>
    /// <param name="domains">The domains that are read.</param>
    public IReadOnlyDictionary<string, ItemVectors>? Read(VerbContext context, params string?[] domains)
    {
        if (context.Value(vectors) is not { Length: > 0 } given)
        {
            return null;
        }
        var read = new Dictionary<string, ItemVectors>(StringComparer.Ordinal);
        foreach (var entry in given)
        {
            var sides = entry.Split('=', 2);
            if (sides.Length < 2 || !domains.Contains(sides[0], StringComparer.Ordinal) || read.ContainsKey(sides[0]))
            {
                throw VerbFaults.OutOfRange(
                    "--vectors",
                    entry,
                    string.Join(" | ", domains.OfType<string>().Select(name => $"{name}=FILE"))
                );
            }
            read.Add(sides[0], ReadFile(sides[1]));
            if (read.Values.Select(one => one.Length).Where(length => length > 0).Distinct().Count() > 1)
            {
                throw VerbFaults.OutOfRange(
                    "--vectors",
                    entry,
                    TrainTexts.VectorLengths(string.Join(", ", read.Values.Select(one => one.Length)))
                );
            }
        }
        return read;
    }

    /// <summary>A file's vectors, or none at all by that word.</summary>
    public static ItemVectors ReadFile(string file) =>
        string.Equals(file, "none", StringComparison.Ordinal) ? ItemVectors.None : ItemVectorFile.Read(file);
}
