namespace Kuajie.Server.Web;

/// <summary>A part of a page that comes from the API: on its way, there, or refused.</summary>
/// <typeparam name="T">What comes.</typeparam>
public sealed class Loaded<T>
{
    private int calls;

    /// <summary>What came, or the default while nothing has.</summary>
    public T? Value { get; private set; }

    /// <summary>Whether something came.</summary>
    public bool HasValue { get; private set; }

    /// <summary>Whether it is on its way; what came before stays to be seen meanwhile.</summary>
    public bool IsLoading { get; private set; }

    /// <summary>Why it did not come, or null.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Asks for it. Refusals are kept, save that somebody has to sign in again; when two calls overlap the later one counts.</summary>
    public async Task FromAsync(Func<Task<T>> ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        var call = ++calls;
        IsLoading = true;
        try
        {
            var value = await ask();
            if (call == calls)
            {
                (Value, HasValue, Failure) = (value, true, null);
            }
        }
        catch (Exception exception) when (call == calls && Web.Failure.Of(exception) is { IsSignedOut: false } failure)
        {
            (Value, HasValue, Failure) = (default, false, failure);
        }
        finally
        {
            IsLoading = call == calls ? false : IsLoading;
        }
    }

    /// <summary>Puts something in its place that is known already.</summary>
    public void Set(T value)
    {
        calls++;
        (Value, HasValue, IsLoading, Failure) = (value, true, false, null);
    }

    /// <summary>Nothing asked for.</summary>
    public void Clear()
    {
        calls++;
        (Value, HasValue, IsLoading, Failure) = (default, false, false, null);
    }
}
