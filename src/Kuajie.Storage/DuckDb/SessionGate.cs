namespace Kuajie.Storage.DuckDb;

/// <summary>
/// Who may use the store's file: readers and writers side by side; an exchange of the file alone. While the new file is filled, writers wait and readers go on;
/// while it takes the old one's place, everybody waits. A flow of calls that holds a session already is never kept waiting for another one: the exchange waits
/// for it, so making it wait would stop both.
/// </summary>
internal sealed class SessionGate
{
    private readonly object turn = new();
    private readonly AsyncLocal<Holder?> current = new();
    private Stage stage;
    private int readers;
    private int writers;
    private bool wasWritten;

    private enum Stage
    {
        Open,
        Filling,
        Exchanging,
    }

    /// <summary>Exchanges that wait for somebody right now.</summary>
    public int WaitingExchanges { get; private set; }

    /// <summary>Waits for admission and returns what ends the stay.</summary>
    public Action Enter(bool isWriting)
    {
        var holder = current.Value;
        lock (turn)
        {
            while (!Admits(isWriting) && holder is not { Sessions: > 0 })
            {
                Monitor.Wait(turn);
            }
            Count(isWriting, 1);
            wasWritten |= isWriting;
            if (holder is not { Sessions: > 0 })
            {
                current.Value = holder = new Holder();
            }
            holder.Sessions++;
        }
        return () => Leave(holder, isWriting);
    }

    /// <summary>Waits until nobody writes, fills, waits until nobody reads either, exchanges.</summary>
    /// <param name="fill">Makes the new file; repeated where somebody had to be let in meanwhile and wrote.</param>
    /// <param name="exchange">Puts it in the old one's place; false where it turns out to be filled too early.</param>
    /// <param name="cancellation">Ends the waiting, not the work.</param>
    /// <exception cref="InvalidOperationException">The calling flow holds a session itself: it would wait for its own end.</exception>
    public void RunAlone(Action fill, Func<bool> exchange, CancellationToken cancellation)
    {
        if (current.Value is { Sessions: > 0 } own)
        {
            throw new InvalidOperationException($"Found {own.Sessions} open sessions of the caller itself; expected none.");
        }
        using var waking = cancellation.Register(Wake);
        lock (turn)
        {
            WaitWhile(() => stage != Stage.Open, cancellation);
            try
            {
                do
                {
                    stage = Stage.Filling;
                    WaitWhile(() => writers > 0, cancellation);
                    wasWritten = false;
                    Outside(fill);
                    stage = Stage.Exchanging;
                    WaitWhile(() => readers + writers > 0, cancellation);
                } while (wasWritten || !exchange());
            }
            finally
            {
                stage = Stage.Open;
                Monitor.PulseAll(turn);
            }
        }
    }

    private bool Admits(bool isWriting) => stage == Stage.Open || (stage == Stage.Filling && !isWriting);

    private void Leave(Holder holder, bool isWriting)
    {
        lock (turn)
        {
            holder.Sessions--;
            Count(isWriting, -1);
            Monitor.PulseAll(turn);
        }
    }

    private void Count(bool isWriting, int change)
    {
        writers += isWriting ? change : 0;
        readers += isWriting ? 0 : change;
    }

    private void WaitWhile(Func<bool> isHeld, CancellationToken cancellation)
    {
        while (isHeld())
        {
            cancellation.ThrowIfCancellationRequested();
            WaitingExchanges++;
            Monitor.Wait(turn);
            WaitingExchanges--;
        }
    }

    private void Outside(Action work)
    {
        Monitor.Exit(turn);
        try
        {
            work();
        }
        finally
        {
            Monitor.Enter(turn);
        }
    }

    private void Wake()
    {
        lock (turn)
        {
            Monitor.PulseAll(turn);
        }
    }

    private sealed class Holder
    {
        public int Sessions { get; set; }
    }
}
