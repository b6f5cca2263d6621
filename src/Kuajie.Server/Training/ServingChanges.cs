namespace Kuajie.Server.Training;

/// <summary>Tells whoever holds loaded models that another version serves somewhere.</summary>
public sealed class ServingChanges
{
    private readonly List<Action> listeners = [];

    /// <summary>Adds somebody to tell; before the server starts.</summary>
    public void Add(Action listener) => listeners.Add(listener);

    /// <summary>Tells them, one after another, before it returns.</summary>
    public void Tell() => listeners.ForEach(listener => listener());
}
