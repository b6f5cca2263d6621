namespace Kuajie.Platform.Recommendations.Live;

/// <summary>
/// Items that came after a model was trained, scored beside it. Immutable snapshots; an item keeps its place, and the least recent ones are left out where there are
/// too many at the start.
/// </summary>
internal sealed class NewItems(int most)
{
    private readonly Lock changing = new();
    private NewItem[] items = [];

    /// <summary>All of them at this moment.</summary>
    public NewItem[] All => Volatile.Read(ref items);

    /// <summary>The item of this number, or null.</summary>
    public NewItem? Find(int number) => Array.Find(All, item => item.Number == number);

    /// <summary>Adds an item that the model does not know, or says it anew. Places of the others stay theirs.</summary>
    public void Put(NewItem item)
    {
        lock (changing)
        {
            var place = Array.FindIndex(items, each => each.Number == item.Number);
            if (place >= 0)
            {
                var changed = (NewItem[])items.Clone();
                changed[place] = item;
                Volatile.Write(ref items, changed);
            }
            else if (items.Length < most)
            {
                Volatile.Write(ref items, [.. items, item]);
            }
        }
    }
}
