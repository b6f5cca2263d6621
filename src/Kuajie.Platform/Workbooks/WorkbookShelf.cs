using System.Text.Json;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Workbooks;

/// <summary>Workbooks by their rules: names, sizes, how many. Safe to call from many threads.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="clock">The clock.</param>
public sealed class WorkbookShelf(IWorkbookStore store, TimeProvider clock)
{
    /// <summary>Most characters of all tables of a workbook together.</summary>
    public const int MostCharacters = 4_000_000;

    /// <summary>Most workbooks of a domain and decision.</summary>
    public const int MostOfDomain = 200;

    private const int LongestName = 64;
    private const int MostParts = 30;
    private const int LongestWish = 1000;
    private static readonly TextSource Texts = TextSource.Of(typeof(WorkbookShelf));
    private readonly Lock changing = new();

    /// <summary>The workbooks of a domain and decision, in name order.</summary>
    public IReadOnlyList<WorkbookEntry> Of(string domain, WorkbookKind kind) => store.Of(domain, kind);

    /// <summary>What a workbook holds, and when it was stored.</summary>
    /// <exception cref="KuajieException">There is none of the name.</exception>
    public (WorkbookContent Content, DateTimeOffset ChangedAt) Find(string domain, WorkbookKind kind, string name)
    {
        var found = store.Find(domain, kind, name) ?? throw Unknown(domain, name);
        return (JsonSerializer.Deserialize<WorkbookContent>(found.ContentJson, JsonSerializerOptions.Web)!, found.ChangedAt);
    }

    /// <summary>Stores a workbook in place of the one of its name.</summary>
    /// <exception cref="KuajieException">The name breaks the rule, it is too large, or the domain has as many as it may.</exception>
    public WorkbookEntry Put(string domain, WorkbookKind kind, string name, WorkbookContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        ThrowIfInvalid(name);
        ThrowIfTooLarge(content);
        lock (changing)
        {
            var known = store.Of(domain, kind);
            if (known.Count >= MostOfDomain && known.All(each => each.Name != name))
            {
                throw Texts.Fault("too-many-workbooks", "TooMany", isUsage: true, arguments: [domain, MostOfDomain]);
            }
            var workbook = new Workbook(
                domain,
                kind,
                name,
                JsonSerializer.Serialize(content, JsonSerializerOptions.Web),
                clock.GetUtcNow()
            );
            store.Put(workbook);
            return new WorkbookEntry(name, workbook.ChangedAt);
        }
    }

    /// <summary>Forgets a workbook.</summary>
    /// <exception cref="KuajieException">There is none of the name.</exception>
    public void Remove(string domain, WorkbookKind kind, string name)
    {
        if (!store.Remove(domain, kind, name))
        {
            throw Unknown(domain, name);
        }
    }

    private static KuajieException Unknown(string domain, string name) =>
        Texts.Fault("unknown-workbook", "Unknown", arguments: [name, domain]);

    private static void ThrowIfInvalid(string name)
    {
        var isValid =
            name is { Length: > 0 and <= LongestName }
            && char.IsLetterOrDigit(name[0])
            && name.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.');
        if (!isValid)
        {
            throw Texts.Fault("invalid-workbook", "Invalid", isUsage: true, arguments: [name, LongestName]);
        }
    }

    private static void ThrowIfTooLarge(WorkbookContent content)
    {
        var characters = content.Tables.Sum(table => (long)table.Value.Length);
        if (
            characters > MostCharacters
            || content.Tables.Count > MostParts
            || content.Wishes.Count > MostParts
            || content.Wishes.Any(wish => wish.Value.Length > LongestWish)
        )
        {
            throw Texts.Fault("workbook-too-large", "TooLarge", isUsage: true, arguments: [characters, MostCharacters, MostParts]);
        }
    }
}
