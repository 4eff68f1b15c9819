/** What word phrases are made of: everyday words of 3 to 8 letters. */
export const WORDS: readonly string[] =
  `ash elm fir oak yew bay cove dale fen glen heath isle knoll lake marsh moor peak pond reef ridge shore vale wood
amber basalt brass bronze chalk clay cobalt copper coral flint garnet gold granite iron ivory jade lead lime marble nickel onyx
opal pearl pewter quartz ruby sand silver slate steel tin topaz zinc
badger beaver crane curlew deer falcon finch fox hare heron kestrel lark lynx marten mole newt otter owl plover puffin raven robin
seal shrew sparrow stoat swan swift tern thrush toad trout vole wren
acorn apple barley bean beet berry cherry clover corn fennel fig grape hazel lemon lentil mallow maple mint mustard nettle nutmeg
olive onion parsley peach pear pepper plum quince rice rye sage sorrel thyme turnip walnut wheat
anchor anvil arch axle basket beacon bell bench bobbin bolt bridge bucket button canvas castle cellar chimney compass cradle
drum easel engine fence ferry funnel gable garden gate hammer harbour hinge kettle ladder lantern lever locket loom mallet mast
mill mirror needle oar paddle paper parcel pebble pillar piston pulley quill rafter ribbon rope rudder saddle sail satchel scarf
shovel spindle spool stable station table tackle thimble thread timber tower trellis tunnel valve velvet vessel wagon wheel
willow window
autumn breeze cloud dawn drizzle dusk frost gale hail mist monsoon morning noon rain snow spring storm summer sunrise thaw
thunder tide twilight winter`.split(/\s+/);
