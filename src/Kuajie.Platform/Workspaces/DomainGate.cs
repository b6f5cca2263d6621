using Kuajie.Platform.Catalog;
using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Workspaces;

/// <summary>
/// Keeps changes to one domain's items and users apart. Short ones take turns; an import, which may take long, waits for the one under way and turns others away until it
/// is over, since both would write the same rows. Events are not concerned.
/// </summary>
public sealed class DomainGate
{
    private readonly object turn = new();
    private readonly HashSet<string> changing = new(StringComparer.Ordinal);
    private readonly HashSet<string> importing = new(StringComparer.Ordinal);

    /// <summary>Whether an import of the domain is under way or waits for the change under way.</summary>
    public bool IsImporting(string domain)
    {
        lock (turn)
        {
            return importing.Contains(domain);
        }
    }

    /// <summary>Waits for other short changes of the domain; the answer ends the turn.</summary>
    /// <exception cref="KuajieException">An import of the domain is under way.</exception>
    public IDisposable Enter(string domain)
    {
        lock (turn)
        {
            while (importing.Contains(domain) || !changing.Add(domain))
            {
                if (importing.Contains(domain))
                {
                    throw CatalogTexts.Source.Fault("import-under-way", "ImportUnderWay", isUsage: true, arguments: [domain]);
                }
                Monitor.Wait(turn);
            }
            return new Stay(() => Leave(changing, domain));
        }
    }

    /// <summary>Waits for the change under way and turns others away until the answer is disposed of.</summary>
    public IDisposable Import(string domain)
    {
        lock (turn)
        {
            while (!importing.Add(domain))
            {
                Monitor.Wait(turn);
            }
            while (changing.Contains(domain))
            {
                Monitor.Wait(turn);
            }
            return new Stay(() => Leave(importing, domain));
        }
    }

    private void Leave(HashSet<string> among, string domain)
    {
        lock (turn)
        {
            among.Remove(domain);
            Monitor.PulseAll(turn);
        }
    }

    private sealed class Stay(Action end) : IDisposable
    {
        private Action? end = end;

        public void Dispose() => Interlocked.Exchange(ref end, null)?.Invoke();
    }
}
